"""Copying to the clipboard, and saying truly whether it got there."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from index.text import one_line
from reader.export.markdown import markdown_link
from reader.screens.menu import Choice, Menu
from reader.words import bare, ordinal, shortened

if TYPE_CHECKING:
    from index.paper import Link, Paper
    from reader.screens.browser import Browser


SHOWN = 90
"""Characters of a text that its line in the menu may show."""


def copy_link(browser: Browser) -> None:
    """Copy the best GitHub link at once; without one, say so and offer the others."""
    paper = browser.paper_here()
    if paper is None:
        return
    link = paper.repo_link
    if link is None:
        menu = Menu("No GitHub link here. Copy something else?", choices(paper))
        browser.open_panel(menu, lambda text: copy_text(browser, text))
    else:
        copy_text(browser, link.url, _which(paper, link))


def copy_menu(browser: Browser) -> None:
    """Choose what to copy."""
    paper = browser.paper_here()
    if paper is not None:
        menu = Menu("Copy", choices(paper))
        browser.open_panel(menu, lambda text: copy_text(browser, text))


def choices(paper: Paper) -> list[Choice]:
    """What a paper offers to copy; each choice's id is the text itself."""
    link = paper.link_to_share
    offered = []
    for number, each in enumerate(paper.links, start=1):
        key = "l" if each is link else str(number) if number < 10 else ""
        offered.append(Choice(each.url, "Link", bare(each.url), key=key))
    if paper.repo_link is not None:
        clone = f"git clone https://github.com/{paper.repo_link.repo}.git"
        offered.append(Choice(clone, "Clone line", clone, key="c"))
    offered.append(Choice(paper.title, "Title", paper.title, key="t"))
    if paper.abstract:
        shown = shortened(one_line(paper.abstract), SHOWN)
        offered.append(Choice(paper.abstract, "Abstract", shown, key="a"))
    markdown = markdown_link(paper.title, link.url if link else None)
    offered.append(Choice(markdown, "Markdown", shortened(markdown, SHOWN), key="m"))
    return offered


def copy_text(browser: Browser, text: str, which: str = "") -> None:
    """Copy in a thread with a time limit, then say by which way it went.

    The thread is no worker: what is copied on the way out must get there too.
    """
    from reader.clipboard import copy

    def copy_it() -> None:
        copied = copy(text, browser.reader.places, browser.reader.write_to_terminal)
        is_problem = not (copied.is_confirmed or copied.handed or copied.was_sent)
        browser.post_message(browser.Told(copied.words() + which, is_problem=is_problem))

    threading.Thread(target=copy_it, name="copy").start()


def _which(paper: Paper, link: Link) -> str:
    repos = [each for each in paper.links if each.repo]
    if len(repos) < 2:
        return ""
    return f"  ({ordinal(repos.index(link) + 1)} of {len(repos)} on GitHub; Y for the others)"
