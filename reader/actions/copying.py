"""Copying to the clipboard, and saying truly whether it got there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.screens.menu import Choice, Menu
from reader.words import bare, ordinal

if TYPE_CHECKING:
    from index.paper import Link, Paper
    from reader.clipboard import Copied
    from reader.screens.browser import Browser


def copy_link(browser: Browser) -> None:
    """Copy the best GitHub link at once; without one, say so and offer the others."""
    paper = browser.paper_here()
    if paper is None:
        return
    link = paper.repo_link
    if link is None:
        words = "No GitHub link here. Copy something else?"
        browser.app.push_screen(Menu(words, choices(paper)), lambda text: _chosen(browser, text))
        return
    copy_text(browser, link.url, _which(paper, link))


def copy_menu(browser: Browser) -> None:
    """Choose what to copy."""
    paper = browser.paper_here()
    if paper is not None:
        browser.app.push_screen(Menu("Copy", choices(paper)), lambda text: _chosen(browser, text))


def choices(paper: Paper) -> list[Choice]:
    """What a paper offers to copy; each choice's id is the text itself."""
    link = paper.repo_link or paper.best_link
    offered = []
    for number, each in enumerate(paper.links, start=1):
        key = "l" if each is link else str(number)
        offered.append(Choice(each.url, "Link", bare(each.url), key=key))
    if paper.repo_link is not None:
        clone = f"git clone https://github.com/{paper.repo_link.repo}.git"
        offered.append(Choice(clone, "Clone line", clone.removeprefix("git clone "), key="c"))
    offered.append(Choice(paper.title, "Title", paper.title, key="t"))
    if paper.abstract:
        offered.append(Choice(paper.abstract, "Abstract", paper.abstract, key="a"))
    offered.append(Choice(markdown(paper, link), "Markdown", markdown(paper, link), key="m"))
    return offered


def markdown(paper: Paper, link: Link | None) -> str:
    """The title as a Markdown link, or alone where there is nothing to link to."""
    title = paper.title.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"[{title}]({link.url})" if link else title


def copy_text(browser: Browser, text: str, which: str = "") -> None:
    """Copy in a thread with a time limit, then say by which way it went."""
    from reader.clipboard import copy

    def write(sequence: str) -> None:
        browser.app.call_from_thread(browser.reader.write_to_terminal, sequence)

    def copy_it() -> None:
        copied = copy(text, browser.reader.places, write)
        browser.app.call_from_thread(_tell, browser, copied, which)

    browser.run_worker(copy_it, thread=True, group="copy", exit_on_error=False)


def _chosen(browser: Browser, text: str | None) -> None:
    if text is not None:
        copy_text(browser, text)


def _tell(browser: Browser, copied: Copied, which: str) -> None:
    browser.say(copied.words() + which, is_problem=not (copied.is_confirmed or copied.was_sent))


def _which(paper: Paper, link: Link) -> str:
    repos = [each for each in paper.links if each.repo]
    if len(repos) < 2:
        return ""
    return f"  ({ordinal(repos.index(link) + 1)} of {len(repos)} on GitHub; Y for the others)"
