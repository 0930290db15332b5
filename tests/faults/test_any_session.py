"""Whatever stands in the file that keeps the reader's place, the reader starts."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from index.paths import places
from reader.session import Session, load_session, save_session
from tests.faults.sizes import IS_LARGE, times
from tests.faults.tally import TALLY
from tests.fuzz import texts as any_texts
from tests.pressing import open_reader

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["text", "scope", "sort", "paper", "theme", "other"]
values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=9),
    lambda inner: some.lists(inner) | some.dictionaries(some.sampled_from(NAMES), inner),
    max_leaves=12,
)
ODD = [
    {"sort": "nosuch", "scope": "nosuch:", "theme": "nosuch", "paper": "7hlw000000"},
    {"sort": "title", "scope": "((", "theme": "nord", "text": "graph " * 5_000},
    {"scope": "is:unread limit:2 sort:new", "text": "@nosuch /[/ sort:seen", "paper": "\0"},
    {"text": "\ud800\x1b]52;c;aGk=\x07\u202e[/]\n[@click=app.quit]x[/]", "scope": "\udfff\x9b31m"},
    {"theme": "\ud800", "sort": "\n", "paper": "x" * 100_000, "scope": "tag:" + "a," * 3_000},
    {"theme": "textual-ansi", "text": "what is NOT " * 60, "scope": "page:" + '"' * 99},
]


@settings(max_examples=times(150, 5_000))
@given(some.binary(max_size=60) | values.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_place_or_a_fresh_start(tmp_path_factory, kept):
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_bytes(kept)
    session = load_session(file)
    assert all(isinstance(value, str) for value in asdict(session).values())
    save_session(file, session)
    assert load_session(file) == session
    TALLY.made("any bytes, read as the place that is kept")


NESTED = {
    "lists": "[" * 200_000,
    "places": '{"text":' * 50_000,
    "digits": "1" * 5_000,
    "nan": '{"a": NaN}',
}


@pytest.mark.parametrize("kept", NESTED.values(), ids=NESTED)
def test_nested_without_end_is_a_fresh_start(tmp_path: Path, kept: str) -> None:
    (tmp_path / "any.json").write_text(kept)
    assert load_session(tmp_path / "any.json") == Session()


@pytest.mark.parametrize("kept", ODD, ids=range(len(ODD)))
async def test_the_reader_starts_where_it_was_however_odd_that_is(tmp_path: Path, kept) -> None:
    await starts_with(tmp_path, kept)


@pytest.mark.skipif(not IS_LARGE, reason="a start takes half a second: many belong in make faults")
def test_the_reader_starts_from_any_place_at_all(tmp_path_factory):
    import asyncio

    odd = some.fixed_dictionaries(
        {},
        optional={name: any_texts.texts | some.sampled_from(ODD[0:2]).map(str) for name in NAMES},
    )

    @settings(max_examples=200)
    @given(odd)
    def starts(kept):
        asyncio.run(starts_with(tmp_path_factory.mktemp("home"), kept))

    starts()


async def starts_with(home: Path, kept: dict[str, str]) -> None:
    file = places(home).session
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept))
    async with open_reader(home) as reading:
        assert reading.browser.answer is not None
        await reading.press("backslash")
        await reading.until(lambda: len(reading.titles()) == 5, "every paper again")
        await reading.press("j", "b")
        await reading.until(lambda: "Bookmark" in reading.notice, "a key acts")
    assert not places(home).log.exists()
    TALLY.made("the reader started with an odd place")
