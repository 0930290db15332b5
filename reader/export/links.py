"""Papers as the addresses that are worth most."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.paper import Paper


def addresses(papers: Iterable[Paper]) -> Iterator[str]:
    """One address for each paper that has a link, its code first; none of them twice."""
    given: set[str] = set()
    for paper in papers:
        link = paper.link_to_share
        if link and link.url not in given:
            given.add(link.url)
            yield link.url
