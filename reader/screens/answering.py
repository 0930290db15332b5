"""From a question to the papers shown: asked in the search thread, late answers dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.reactive import reactive

from index.query.question import Question, Sort
from reader.asking import Asker
from reader.screens.changing import Changing

if TYPE_CHECKING:
    from textual.timer import Timer

    from index.library import Library
    from index.search.answer import Answer
    from reader.session import Session

LATE_AFTER = 0.4
"""Seconds after which one wonders whether what is shown is the answer."""


class Answering(Changing):
    """A screen that shows what answers its question."""

    # repaint=False: a change is drawn by the panes that show it, not by the whole screen.
    question: reactive[Question] = reactive(Question(), init=False, repaint=False)
    answer: reactive[Answer | None] = reactive(None, init=False, repaint=False)

    is_late: reactive[bool] = reactive(False, init=False, repaint=False)

    class Answered(Message):
        """The search thread has an answer."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    class Unanswered(Message):
        """The search thread could not answer."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, library: Library, session: Session) -> None:
        super().__init__(library)
        self.asker = Asker(library, self._tell, self._tell_problem)
        self._keep: str | None = session.paper or None
        self._is_asked_anew = True
        self._is_warm = False
        self._patience: Timer | None = None
        sort = Sort(session.sort) if session.sort in set(Sort) else None
        question = Question(session.text, session.scope, sort, typing=bool(session.text))
        self.set_reactive(Answering.question, question)

    def ask_first(self) -> None:
        """Ask what the session left off with; without words the answer is there at once."""
        self.asker.start()
        first = self.attempt(lambda: self.library.first_answer(self.question), None)
        if first is not None:
            self.take_answer(self.Answered(first))
        else:
            self.asker.ask(self.question)

    def ask(self, question: Question, *, keep: str | None = None) -> None:
        """Show what answers this, with the cursor kept on the paper `keep` where it is found.

        Asked for what is asked already, nothing moves: neither now nor with a later answer.
        """
        if question != self.question:
            self._keep, self._is_asked_anew = keep, True
            self.question = question

    def ask_again(self) -> None:
        """Ask the same once more, the cursor kept: the answer may be another one now."""
        self._is_warm = False  # the index may be another one as well
        self.asker.ask(self.question)

    def watch_question(self, before: Question, question: Question) -> None:
        self.asker.ask(question, is_typed=question.typing and question.text != before.text)
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(LATE_AFTER, self._note_late)
        self.save_place()

    def _note_late(self) -> None:
        self.is_late = self.answer is None or self.answer.question != self.question

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show an answer, unless its question is no longer asked."""
        if message.answer.question == self.question:
            # The same asked again: the cursor may have moved since, and stays where it is now.
            keep = self._keep if self._is_asked_anew else self.paper_under_cursor or self._keep
            is_new, self._is_asked_anew = self._is_asked_anew, False
            self.answer, self.is_late = message.answer, False
            self.show_answer(message.answer, keep, is_new=is_new)
            if message.answer.question.typing:
                self.call_after_refresh(self.asker.painted)
            if not self._is_warm:
                self._is_warm = True
                self.call_after_refresh(self.asker.warm_up)
            if message.answer.is_without_index:
                self.mend_index()

    def _tell(self, answer: Answer) -> None:
        self.post_message(self.Answered(answer))

    def _tell_problem(self, words: str) -> None:
        self.post_message(self.Unanswered(words))

    @on(Unanswered)
    def stay_with_answer(self, message: Unanswered) -> None:
        """Say why there is no answer, and stay with the one that is shown."""
        if self.answer is not None:
            self.set_reactive(Answering.question, self.answer.question)
        self.is_late = False
        self.show_unanswered()
        self.forget_waiting()
        self.say(message.words, is_problem=True, comes_late=True)

    @property
    def paper_under_cursor(self) -> str | None:
        """The id of the paper that the cursor stands on."""
        raise NotImplementedError

    def show_answer(self, answer: Answer, keep: str | None, *, is_new: bool) -> None:
        """Show the answer's papers, with the cursor on `keep` where it is among them.

        Else it goes to the first of a new question's; the same question's keep its place.
        """
        raise NotImplementedError

    def show_unanswered(self) -> None:
        """Do not let what is shown be taken for what was asked."""
        raise NotImplementedError

    def forget_waiting(self) -> None:
        """Do nothing more of what waited for an answer."""
        raise NotImplementedError

    def save_place(self) -> None:
        """Keep where the reader is, for the next launch."""
        raise NotImplementedError
