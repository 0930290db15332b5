"""Opening links in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.screens.menu import Choice, Menu

if TYPE_CHECKING:
    from reader.screens.browser import Browser


def open_link(browser: Browser) -> None:
    """Open the best link there is."""
    paper = browser.paper_here()
    if paper is None:
        return
    link = paper.repo_link or paper.best_link
    if link is None:
        browser.say("This paper names no link.")
    else:
        open_address(browser, link.url)


def open_menu(browser: Browser) -> None:
    """Choose among the paper's links."""
    paper = browser.paper_here()
    if paper is None:
        return
    if not paper.links:
        browser.say("This paper names no link.")
        return
    choices = [
        Choice(link.url, link.url, key=str(n) if n < 10 else "")
        for n, link in enumerate(paper.links, start=1)
    ]

    menu = Menu("Open in the browser", choices)
    browser.open_panel(menu, lambda url: open_address(browser, url))


def open_address(browser: Browser, url: str) -> None:
    """Open an address, in a thread: a browser may take its time to start."""
    from index.errors import LibraryError
    from reader.opener import open_link as open_in_browser

    def open_it() -> None:
        try:
            words, is_problem = open_in_browser(url), False
        except LibraryError as error:
            words, is_problem = str(error), True
        browser.post_message(browser.Told(words, is_problem=is_problem))

    browser.run_worker(open_it, thread=True, group="open", exit_on_error=False)
