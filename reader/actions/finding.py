"""Searching, filtering, sorting, and walking the hits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.query.question import Question, Sort
from reader.actions.results import NOT_SEARCHED
from reader.completions import Known
from reader.screens.menu import Choice, Menu
from reader.words import SORT_WORDS

if TYPE_CHECKING:
    from reader.screens.browser import Browser

SORT_KEYS = {
    Sort.RELEVANCE: "b",
    Sort.NEW: "n",
    Sort.TITLE: "t",
    Sort.RANK: "p",
    Sort.SEEN: "s",
}


def search(browser: Browser) -> None:
    browser.search_box.input.open()


def clear(browser: Browser) -> None:
    """Every paper again, the cursor where it was."""
    browser.search_box.set_text("")
    sort = None if browser.question.text.strip() else browser.question.sort
    browser.ask(Question(sort=sort), keep=browser.list.paper)
    browser.show_shelves()
    browser.set_focus(browser.list)


def choose_scope(browser: Browser, scope: str) -> None:
    """Show this filter's papers alone, the cursor kept where the paper is among them."""
    browser.ask(replace(browser.question, scope=scope), keep=browser.list.paper)
    browser.show_shelves()


def next_hit(browser: Browser) -> None:
    _walk_hits(browser, 1)


def previous_hit(browser: Browser) -> None:
    _walk_hits(browser, -1)


def _walk_hits(browser: Browser, step: int) -> None:
    place = browser.detail.move_to_hit(step)
    if place:
        browser.say(f"Hit {place} in the abstract.")
    elif not browser.question.text.strip():
        browser.say(NOT_SEARCHED)
    elif browser.paper_here() is None:
        pass
    elif browser.detail.is_title_lit:
        browser.say("The words stand in the title alone.")
    else:
        browser.say("Nothing of the query stands here word for word.")


def by_tag(browser: Browser) -> None:
    from reader.screens.tag_menu import TagMenu

    browser.look_for_changes()
    known = browser.search_box.known
    if not known.tags:  # another window may have given the first
        known = Known(browser.library.tags())
    if not known.tags:
        browser.say("No paper has a tag yet: t on a paper gives it one.")
        return
    menu = TagMenu(known)
    browser.open_panel(menu, lambda name: choose_scope(browser, f"tag:{name}"))


def choose_sort(browser: Browser) -> None:
    now = browser.answer.sort if browser.answer else Sort.NEW
    choices = [
        Choice(
            sort, SORT_WORDS[sort].capitalize(), "now" if sort == now else "", key=SORT_KEYS[sort]
        )
        for sort in Sort
    ]

    def go(name: str) -> None:
        browser.ask(replace(browser.question, sort=Sort(name)), keep=browser.list.paper)

    browser.open_panel(Menu("Order", choices), go)
