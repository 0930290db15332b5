"""Moving through the list and the paper, and from pane to pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import LibraryError
from reader.actions.finding import choose_scope
from reader.actions.results import go_back
from reader.widgets.side_pane import SidePane, quoted

if TYPE_CHECKING:
    from reader.screens.browser import Browser


def down(browser: Browser) -> None:
    browser.pane.move(1)


def up(browser: Browser) -> None:
    browser.pane.move(-1)


def top(browser: Browser) -> None:
    browser.pane.move_to_end(last=False)


def bottom(browser: Browser) -> None:
    browser.pane.move_to_end(last=True)


def half_down(browser: Browser) -> None:
    browser.pane.move_pages(0.5)


def half_up(browser: Browser) -> None:
    browser.pane.move_pages(-0.5)


def page_down(browser: Browser) -> None:
    browser.pane.move_pages(1)


def page_up(browser: Browser) -> None:
    browser.pane.move_pages(-1)


def next_pane(browser: Browser) -> None:
    _go_round(browser, 1)


def previous_pane(browser: Browser) -> None:
    _go_round(browser, -1)


def _go_round(browser: Browser, step: int) -> None:
    panes = [browser.list, browser.detail, browser.side]
    browser.set_focus(panes[(panes.index(browser.pane) + step) % len(panes)])


def open_(browser: Browser) -> None:
    """In the library pane, choose the filter; in the list, read the paper."""
    if isinstance(browser.pane, SidePane):
        if browser.side.scope is not None:
            choose_scope(browser, browser.side.scope)
        browser.set_focus(browser.list)
        return
    if browser.pane is browser.detail or browser.paper is None:
        return
    browser.set_focus(browser.detail)
    if not browser.paper.read:
        try:
            browser.library.note_reading(browser.paper.id)
        except LibraryError as error:  # one may read on, and asked for no more
            browser.say_once(str(error))
            return
        # The list is not asked anew: under “Unread” the paper would vanish while it is being read.
        browser.marks_changed([browser.paper.id], ask=False)


def back(browser: Browser) -> None:
    """One step out: of long work, of full screen, of a pane, of what is like a paper."""
    if stopped := browser.stop_work():
        browser.say(stopped)
    elif browser.has_class("-alone"):
        browser.remove_class("-alone")
        browser.set_focus(browser.list)
    elif browser.focused is not browser.list or not browser.ways_back or not go_back(browser):
        browser.set_focus(browser.list)


def toggle_alone(browser: Browser) -> None:
    browser.toggle_class("-alone")
    browser.set_focus(browser.detail if browser.has_class("-alone") else browser.list)


def page_before(browser: Browser) -> None:
    _turn_page(browser, -1)


def page_after(browser: Browser) -> None:
    _turn_page(browser, 1)


def _turn_page(browser: Browser, step: int) -> None:
    """Through the pages as the library pane lists them; past either end, every paper again."""
    scopes = [f"page:{quoted(page.page)}" for page in browser.library.pages()]
    if not scopes:
        return
    if browser.question.scope in scopes:
        place = scopes.index(browser.question.scope) + step
    else:
        place = 0 if step > 0 else len(scopes) - 1
    if not 0 <= place < len(scopes):
        browser.say(f"That was the {'last' if step > 0 else 'first'} page; here is every paper.")
        choose_scope(browser, "")
    else:
        choose_scope(browser, scopes[place])
