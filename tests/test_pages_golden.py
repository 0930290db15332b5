"""Each page under tests/pages reads as the file beside it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.files import load_page
from index.pages.page import Fate
from index.pages.reading import read_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_reads_as_written_down_beside_it(path: Path) -> None:
    page = read_page(load_page(path).text, path.name)
    read = {
        "label": page.label,
        "listings": [
            {
                "rank": listing.rank,
                "line": listing.line,
                "title": listing.title,
                "abstract": listing.abstract,
            }
            for listing in page.listings
        ],
        "lines": {fate.value: page.count(fate) for fate in Fate},
        "odd_lines": [[odd.line, odd.text] for odd in page.odd_lines],
    }
    assert read == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
