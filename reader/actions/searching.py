"""Searches that are kept: saved under a name, asked again, remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.query.question import Question
    from index.query.tree import Tree
    from reader.screens.browser import Browser


def save(browser: Browser) -> None:
    """Ask for a name, and keep what is searched for now under it."""
    from reader.screens.save_search import SaveSearch

    text = whole(browser.question)
    if not text:
        browser.say("Nothing is searched for: / begins a search.")
        return

    def done(name: str) -> None:
        browser.show_shelves()
        browser.say(f"Saved: @{name} asks it again, @ lists what is saved.")

    browser.open_panel(SaveSearch(browser.library, text), done)


def choose_saved(browser: Browser) -> None:
    """Choose a saved search and ask it, or remove some."""
    from reader.screens.saved_searches import SavedSearches

    if not browser.library.saved_searches():
        browser.say("No search is saved yet: S saves the present one.")
        return

    def done(name: str | None) -> None:
        browser.show_shelves()  # some may have been removed
        if name is not None:
            ask_saved(browser, name)

    browser.app.push_screen(SavedSearches(browser.library), done)


def ask_saved(browser: Browser, name: str) -> None:
    """Put the saved search in the box in the place of what stands there, and ask it."""
    text = f"@{name}"
    browser.search_box.set_text(text)
    browser.ask(replace(browser.question, text=text, scope="", sort=None, typing=False))
    browser.remember(text)
    browser.show_shelves()
    browser.set_focus(browser.list)


def whole(question: Question) -> str:
    """All of what is asked as one query: the words, the filter chosen beside them, the order."""
    from index.query.parse import parse
    from index.query.shape import all_of

    text, scope = starred(question), question.scope.strip()
    if text and scope:
        wanted = all_of([parse(scope).tree, parse(text).tree])
        plain = f"{scope} {text}"
        text = plain if parse(plain).tree == wanted else f"{scope} ({text})"
    else:
        text = text or scope
    if text and question.sort is not None and parse(text).sort is None:
        text += f" sort:{question.sort.value}"
    return text


def starred(question: Question) -> str:
    """The words of a question, with a star behind a last one that is found as a beginning."""
    from index.query.parse import parse

    text = question.text.strip()
    shown = parse(question.text, question.typing).tree
    beginning = _finished(shown)
    return f"{text}*" if shown != beginning == parse(f"{text}*").tree else text


def _finished(tree: Tree) -> Tree:
    """The tree with no word in it that is still being typed."""
    from index.query.tree import And, Most, Not, Or, Word

    if isinstance(tree, Word):
        return replace(tree, typed=False)
    if isinstance(tree, Not):
        return replace(tree, part=_finished(tree.part))
    if isinstance(tree, And | Or):
        return replace(tree, parts=tuple(map(_finished, tree.parts)))
    if isinstance(tree, Most):
        return replace(tree, parts=tuple(replace(word, typed=False) for word in tree.parts))
    return tree
