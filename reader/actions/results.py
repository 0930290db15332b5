"""What to make of a result: narrow it, see why a paper is in it, more like a paper, ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.query.question import Question

if TYPE_CHECKING:
    from index.paper import Paper
    from index.search.answer import Facets, Reason
    from reader.screens.browser import Browser

WAYS_BACK = 100
"""From more like a paper to more like another: as far as anybody goes back."""

NOT_SEARCHED = "Nothing is searched for: / begins a search."


class WayBack(NamedTuple):
    """Where one was before asking for more like a paper."""

    left: str  # what is asked while this is the way back
    question: Question
    paper: str


def ask_instead(browser: Browser, question: Question) -> None:
    """Ask this in the place of what is asked now, which ↑ in the search box brings back."""
    browser.remember(browser.question.text)
    is_elsewhere = question.scope != browser.question.scope
    browser.search_box.set_text(question.text)
    browser.ask(question)
    if is_elsewhere:
        browser.show_shelves()
    browser.set_focus(browser.list)


def take_way_out(browser: Browser) -> None:
    """Ask what stands at the digit that was pressed; the first, where none was."""
    ways = browser.list.advice.ways if browser.list.advice else ()
    place = int(browser.key_given or "1") - 1
    if not ways:
        browser.say("Digits take a way out where a search finds nothing; this one found papers.")
    elif place < len(ways):
        ask_instead(browser, ways[place].question)
    else:
        browser.say(f"There is no {place + 1} here; 1 to {len(ways)} ask something else.")


def more_like(browser: Browser) -> None:
    """Ask for the papers that share the telling words of this one, wherever they are."""
    paper = browser.paper_here()
    if paper is not None:
        question = Question(f"like:{paper.id}")
        browser.ways_back.append(WayBack(question.text, browser.question, paper.id))
        del browser.ways_back[:-WAYS_BACK]
        ask_instead(browser, question)


def go_back(browser: Browser) -> bool:
    """From more like a paper to the question before, the cursor on it; whether there was one."""
    while browser.ways_back:
        way = browser.ways_back.pop()
        if way.left == browser.question.text:
            is_elsewhere = way.question.scope != browser.question.scope
            browser.search_box.set_text(way.question.text)
            browser.ask(way.question, keep=way.paper)
            if is_elsewhere:
                browser.show_shelves()
            return True
    return False


def narrow(browser: Browser) -> None:
    """Offer what the present result could be narrowed by; the search thread finds out."""
    question, answer = browser.question, browser.answer
    if answer is None or not answer.ids:
        browser.say("There is no paper here.")
    elif answer.failure is not None:
        browser.say("No paper holds all of this, so nothing narrows it: a digit asks less.")
    elif len(answer.ids) == 1:
        browser.say("There is one paper here: nothing to narrow.")
    else:
        browser.find_out(lambda: browser.Sifted(question, browser.library.facets(question)))


def show_facets(browser: Browser, facets: Facets) -> None:
    """Let the reader choose one of them to join to the query."""
    from reader.narrowing import narrowed
    from reader.screens.facet_menu import FacetMenu

    if not any((facets.tags, facets.pages, facets.things, facets.phrases)):
        browser.say("These papers have nothing that tells some of them apart.")
        return
    found = len(browser.answer.ids) if browser.answer else 0
    question = browser.question

    def join(part: str) -> None:
        ask_instead(browser, narrowed(question, part))

    browser.open_panel(FacetMenu(facets, found), join)


def why(browser: Browser) -> None:
    """Say which words brought this paper here. The search thread is asked: the index is its own."""
    question = browser.question
    if not question.text.strip():
        browser.say(NOT_SEARCHED)
        return
    paper = browser.paper_here()
    if paper is None:
        return
    browser.find_out(
        lambda: browser.Explained(question, paper, browser.library.why(question, paper.id))
    )


def show_reasons(browser: Browser, paper: Paper, reasons: tuple[Reason, ...]) -> None:
    """Show what of the query stands in the paper, how much that weighs, and what does not."""
    from reader.screens.reasons import Reasons, absent, is_by_likeness, lit_places

    answer = browser.answer
    places = () if reasons or answer is None else lit_places(answer.lit, paper)
    lacking = absent(browser.question, reasons)
    if reasons or places or lacking:
        browser.app.push_screen(Reasons(paper.title, reasons, places, lacking))
    elif is_by_likeness(browser.question):
        browser.say("It shares its most telling words with the paper that “like:” names.")
    else:
        browser.say("The filters brought it here; no word did.")
