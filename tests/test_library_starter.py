from __future__ import annotations

from index.starter import STARTER_NAME, starter
from tests.builders import every_id


def test_a_first_run_opens_on_48_papers_each_with_a_summary_and_code():
    with starter() as library:
        papers = library.papers(every_id(library))
        (page,) = library.pages()
    assert len(papers) == 48
    assert all(paper.abstract and paper.repo_link for paper in papers)
    assert (page.page, page.papers, page.odd_lines) == (STARTER_NAME, 48, ())


def test_the_starter_leaves_nothing_behind():
    with starter() as library:
        folder = library.places.data
        assert folder.exists()
    assert not folder.exists()
