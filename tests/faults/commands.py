"""Real `paperdeck` commands, drawn by a seed, as command lines and as what they do to a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.pages.reading import read_page
from tests.command_line import saved_page
from tests.faults.work import COMMAND, TAGS, YEAR, Act, label_of, papers_of

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from tests.faults.model import Model


class Order(NamedTuple):
    """A command line, and the library once it is done."""

    argv: tuple[str, ...]
    after: Model

    @property
    def plan(self) -> list[Act]:
        """As the actor takes it."""
        return [Act(COMMAND, words=self.argv)]


def written(folder: Path, number: int) -> Path:
    """Page so and so as a saved file."""
    file = folder / f"page-{number}.txt"
    page = saved_page(*papers_of(number, gaps=False), day=label_of(number))
    file.write_text(page, encoding="utf-8")
    return file


def ordered(random: Random, model: Model, folder: Path, kind: str) -> Order:
    """What someone at a shell does next."""
    if not model.papers or kind == "add":
        file = written(folder, len(model.pages))
        page = read_page(file.read_text(encoding="utf-8"), file.name)
        return Order(("add", str(file), "--year", str(YEAR)), model.with_page(page))
    every = tuple(model.papers)
    paper = random.choice(every)
    match kind:
        case "tag":
            tag = random.choice(TAGS)
            act = Act("tag-all", every, (tag,))
            return Order(("tag", "--all", "--add", tag), model.after(act))
        case "bookmark":
            on = random.random() < 0.7
            act = Act("bookmark", (paper,), on=on)
            return Order(("bookmark", "--id", paper, *(() if on else ("--off",))), model.after(act))
        case "note":
            text = f"Note {random.randrange(1000)}"
            return Order(("note", paper, text), model.after(Act("note", (paper,), (text,))))
        case "saved":
            query = f"tag:{random.choice(TAGS)} tree"
            return Order(("saved", "mine", query), model.after(Act("save", words=("mine", query))))
    return Order((kind,), model)


KINDS = ("add", "add", "tag", "bookmark", "note", "saved", "reindex")
