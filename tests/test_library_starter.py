from __future__ import annotations

from index.query.question import Sort
from index.starter import STARTER_NAME, starter


def test_a_first_run_opens_on_48_papers_each_with_a_summary_and_code():
    with starter() as library:
        papers = library.papers(library.store.ordered(Sort.NEW))
        (page,) = library.pages()
    assert len(papers) == 48
    assert all(paper.abstract and paper.repo_link for paper in papers)
    assert (page.page, page.papers, page.odd_lines) == (STARTER_NAME, 48, ())


def test_the_starter_leaves_nothing_behind():
    with starter() as library:
        folder = library.places.data
        assert folder.exists()
    assert not folder.exists()
