"""Every text that a fuzzer found something wrong with is read as it should be from then on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fuzz import pages, queries
from tests.fuzz.seeds import pages_to_start_from, queries_to_start_from

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND = Path(__file__).parent / "fuzz" / "found"


def kept(kind: str) -> Iterator[object]:
    for path in sorted((FOUND / kind).iterdir()):
        yield pytest.param(path.read_bytes(), id=path.name)


@pytest.mark.parametrize("raw", kept("pages"))
def test_a_page_that_was_once_read_wrongly_is_read_well(raw):
    pages.check(raw)


@pytest.mark.parametrize("raw", kept("queries"))
def test_a_query_that_was_once_read_wrongly_is_read_well(raw):
    queries.check(raw)


def test_what_the_fuzzer_starts_from_is_read_well():
    for raw in pages_to_start_from():
        pages.check(raw)
    for raw in queries_to_start_from():
        queries.check(raw)
