"""Made papers are as many and as varied as they are said to be, and engines agree on them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.paths import places
from index.query.question import Question
from index.search.tokens import words
from tests.bench import made
from tests.bench.corpus import MadePaper, papers
from tests.bench.made import dated_papers, fresh_page, made_pages
from tests.bench.peers import fts5, whoosh
from tests.bench.sought import SOUGHT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.sought import Engine

FEW = 600


@pytest.fixture(scope="module")
def written() -> list[MadePaper]:
    return list(papers(FEW))


def test_the_same_papers_are_made_each_time(written: list[MadePaper]) -> None:
    assert list(islice(papers(100_000), FEW)) == written
    assert len({paper.title for paper in written}) == FEW
    assert next(papers(1, seed=2)) != written[0]


def test_made_papers_are_as_long_and_as_varied_as_real_ones(written: list[MadePaper]) -> None:
    held = [set(words(f"{paper.title} {paper.abstract}")) for paper in written]
    assert 5_000 < len(set.union(*held)) < 9_000
    assert 1_150 < sum(len(paper.abstract) for paper in written) / FEW < 1_350
    assert 0.4 < sum("github" in one for one in held) / FEW < 0.5
    assert 0.8 < sum(bool(one & {"network", "networks"}) for one in held) / FEW < 0.95
    assert 0.05 < sum("neural network" in paper.abstract for paper in written) / FEW < 0.3


def test_made_pages_list_every_paper_once_and_each_has_its_day(written: list[MadePaper]) -> None:
    pages = list(made_pages(FEW))
    assert [listing.title for page, _ in pages for listing in page.listings] == [
        paper.title for paper in written
    ]
    assert len({saved for _, saved in pages}) == len(pages) == 12


def test_a_made_library_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERDECK_BENCH", str(tmp_path))
    home = made.made_library(50)
    (home / "seen").touch()
    assert (made.made_library(50) / "seen").exists()
    with Library.open(places(home)) as library:
        assert library.index_is_ready()
        assert len(library.answer(Question("tag:*")).ids) == sum(
            bool(paper.tags) for paper in papers(50)
        )
        assert library.add(*fresh_page(1, 5)).new == 5


def test_the_peers_find_the_same_papers(tmp_path: Path) -> None:
    tantivy = pytest.importorskip("tests.bench.peers.tantivy", reason="tantivy is not installed")
    engines: list[Engine] = []
    for build, opened in (
        (fts5.build, lambda: fts5.Fts5(tmp_path)),
        (tantivy.build, lambda: tantivy.Tantivy(tmp_path)),
        (whoosh.build, lambda: whoosh.Whoosh(tmp_path / whoosh.FOLDER)),
    ):
        build(tmp_path, dated_papers(300))
        engines.append(opened())
    for sought in SOUGHT:
        counts = {engine.count(sought) for engine in engines}
        assert len(counts) == 1, sought.name
        assert counts != {0}, sought.name
        for engine in engines:
            ask = engine.asked(sought)
            assert ask is not None
            ask()
    for engine in engines:
        engine.close()
