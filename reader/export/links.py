"""A paper as the one address that is worth most."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.paper import Paper


def best_url(paper: Paper) -> str:
    """The address of the paper's code, else of its best link, else nothing."""
    link = paper.repo_link or paper.best_link
    return link.url if link else ""
