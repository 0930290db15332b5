"""The search thread: the newest question only, a pause that follows the searches, work between."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from index.errors import LibraryError, SearchStopped
from index.query.question import Question
from reader.asking import LONGEST_PAUSE, Asker, Pace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.library import Library

PATIENCE = 15


class LibraryOfOneShelf:
    """Answers a question with its text; “for ever” is searched for until that is stopped."""

    def __init__(self) -> None:
        self.searching = SimpleNamespace(should_stop=lambda: False)
        self.asked: list[str] = []
        self.is_searching = threading.Event()
        self.cold = 3  # calls of warm_up() that still have something to load
        self.is_warm = threading.Event()

    def answer(self, question: Question) -> Any:
        self.asked.append(question.text)
        self.is_searching.set()
        if question.text == "wrong":
            raise LibraryError("That went wrong.")
        while question.text == "for ever":
            if self.searching.should_stop():
                raise SearchStopped("Nobody waits for it.")
        return SimpleNamespace(text=question.text, ids=())

    def warm_up(self) -> bool:
        self.cold -= 1
        if not self.cold:
            self.is_warm.set()
        return self.cold > 0


class Reader:
    """Asks, and waits for what it is told."""

    def __init__(self) -> None:
        self.library = LibraryOfOneShelf()
        self.told: list[str] = []
        self._changed = threading.Condition()
        self.asker = Asker(cast("Library", self.library), self._answered, self.tell)

    def _answered(self, answer: Any) -> None:
        self.tell(answer.text)

    def tell(self, words: str) -> None:
        with self._changed:
            self.told.append(words)
            self._changed.notify()

    def until_told(self, words: str) -> list[str]:
        """Wait for these words; all that was told up to then."""
        with self._changed:
            assert self._changed.wait_for(lambda: words in self.told, PATIENCE), self.told
        return self.told


@contextmanager
def a_reader(*, slow: bool = False) -> Iterator[Reader]:
    reader = Reader()
    if slow:
        reader.asker._pace.searched(LONGEST_PAUSE)
    reader.asker.start()
    try:
        yield reader
    finally:
        assert reader.asker.stop()


def a_pace(searched: Sequence[float], shown: Sequence[float] = ()) -> Pace:
    pace = Pace()
    for seconds in searched:
        pace.searched(seconds)
    for seconds in shown:
        pace.shown(seconds)
    return pace


def test_quick_searches_wait_for_no_letter() -> None:
    assert a_pace([]).pause(0.2) == 0
    assert a_pace([0.004, 0.003, 0.008], shown=[0.03, 0.02]).pause(0.2) == 0


def test_the_pause_is_what_the_last_searches_usually_took() -> None:
    assert a_pace([0.5, 0.5, 0.5, 0.03, 0.04, 0.05, 0.06, 0.05]).pause(0.2) == 0.05


def test_one_slow_search_among_quick_ones_makes_no_pause() -> None:
    assert a_pace([0.9, 0.003, 0.004]).pause(0.2) == 0


def test_letters_that_come_faster_than_answers_can_be_painted_wait_for_the_end_of_the_burst() -> (
    None
):
    pace = a_pace([0.004], shown=[0.04])
    assert pace.pause(0.03) > 0.03
    assert pace.pause(0.08) == 0


def test_no_pause_is_longer_than_a_letter_takes() -> None:
    assert a_pace([4.0]).pause(1.0) == LONGEST_PAUSE
    assert a_pace([0.004], shown=[2.0]).pause(1.0) == LONGEST_PAUSE


def test_a_search_that_nobody_waits_for_is_told_to_stop_and_nothing_is_said_of_it() -> None:
    with a_reader() as reader:
        reader.asker.ask(Question("for ever"))
        assert reader.library.is_searching.wait(PATIENCE)
        reader.asker.ask(Question("graphs"))
        assert reader.until_told("graphs") == ["graphs"]


def test_leaving_stops_a_search_as_well() -> None:
    with a_reader() as reader:
        reader.asker.ask(Question("for ever"))
        assert reader.library.is_searching.wait(PATIENCE)
    assert reader.told == []


def test_letters_typed_within_the_pause_are_one_question() -> None:
    with a_reader(slow=True) as reader:
        for text in ("g", "gr", "graph"):
            reader.asker.ask(Question(text, typing=True), is_typed=True)
        reader.until_told("graph")
        assert reader.library.asked == ["graph"]


def test_a_question_that_is_not_typed_ends_the_pause() -> None:
    with a_reader(slow=True) as reader:
        reader.asker.ask(Question("gr"), is_typed=True)
        assert reader.asker._due > 0
        reader.asker.hurry()
        assert reader.asker._due == 0
        reader.until_told("gr")


def test_a_problem_is_told_and_the_next_question_is_answered() -> None:
    with a_reader() as reader:
        reader.asker.ask(Question("wrong"))
        reader.until_told("That went wrong.")
        reader.asker.ask(Question("right"))
        reader.until_told("right")


def test_an_errand_that_fails_leaves_the_question_to_be_answered() -> None:
    def fail() -> None:
        raise LibraryError("The errand failed.")

    reader = Reader()
    reader.asker.errand(fail)
    reader.asker.ask(Question("graphs"))
    reader.asker.start()
    assert reader.until_told("The errand failed.") == ["graphs", "The errand failed."]
    assert reader.asker.stop()


def test_an_errand_given_while_a_question_waits_comes_after_it_and_is_not_stopped_by_it() -> None:
    reader = Reader()

    def explain() -> None:
        if reader.library.searching.should_stop():
            raise SearchStopped("Nobody waits for it.")
        reader.tell("why")

    reader.asker.ask(Question("graphs"))
    reader.asker.errand(explain)
    reader.asker.start()
    assert reader.until_told("why") == ["graphs", "why"]
    assert reader.asker.stop()


def test_an_errand_goes_on_while_its_own_question_is_asked_again_and_stops_for_another() -> None:
    stops: list[bool] = []
    with a_reader() as reader:
        reader.asker.ask(Question("graphs"))
        reader.until_told("graphs")

        def explain() -> None:
            for text in ("graphs", "other"):
                reader.asker.ask(Question(text))
                stops.append(reader.library.searching.should_stop())

        reader.asker.errand(explain)
        reader.until_told("other")
    assert stops == [False, True]


def test_an_errand_before_the_first_search_can_be_stopped_too() -> None:
    stops: list[bool] = []
    reader = Reader()

    def explain() -> None:
        reader.asker.ask(Question("graphs"))
        stops.append(reader.library.searching.should_stop())

    reader.asker.errand(explain)
    reader.asker.start()
    reader.until_told("graphs")
    assert reader.asker.stop()
    assert stops == [True]


def test_warming_up_that_a_question_stopped_goes_on_after_it() -> None:
    reader = Reader()
    warm_up = reader.library.warm_up

    def stopped_once() -> bool:
        reader.library.warm_up = warm_up  # type: ignore[method-assign]
        raise SearchStopped("A question waits.")

    reader.library.warm_up = stopped_once  # type: ignore[method-assign]
    reader.asker.warm_up()
    reader.asker.start()
    assert reader.library.is_warm.wait(PATIENCE)
    assert reader.asker.stop()


def test_warming_up_goes_on_until_nothing_is_left_and_gives_way_to_a_question() -> None:
    reader = Reader()
    reader.asker.warm_up()
    reader.asker.ask(Question("graphs"))
    colds: list[int] = []
    reader.asker._tell = lambda _answer: colds.append(reader.library.cold)
    reader.asker.start()
    assert reader.library.is_warm.wait(PATIENCE)
    assert reader.asker.stop()
    assert colds == [3]
    assert reader.library.cold == 0


def test_the_empty_question_touches_no_search() -> None:
    with a_reader() as reader:
        del reader.library.searching
        reader.asker.ask(Question())
        reader.until_told("")
