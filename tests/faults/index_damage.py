"""An index on disk and ways to damage it, as a failing disk or a careless hand would."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from index.query.question import Question, Sort
from index.search.bulk import gathered
from index.search.folder import part_of
from index.search.search import Search
from tests.search_index import invented
from tests.search_library import PAPERS
from tests.search_source import MemorySource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    import pytest

QUESTIONS = (
    Question("graph"),
    Question("network reading"),
    Question("neur", typing=True),
    Question("n", typing=True),
    Question("gra*"),
    Question('"mixture of experts"'),
    Question("transfromer"),
    Question("title:graph -abs:network"),
    Question("atten* OR граф", sort=Sort.TITLE),
    Question("a reader of the graphs that a network is reading"),
    Question("zebra"),
)


def flip(content: bytes, chance: Random) -> bytes:
    """One bit is another."""
    at = chance.randrange(len(content)) if content else 0
    return (
        content[:at]
        + bytes([(content or b"\0")[at] ^ 1 << chance.randrange(8)])
        + content[at + 1 :]
    )


def garble(content: bytes, chance: Random) -> bytes:
    """One byte is another."""
    at = chance.randrange(len(content)) if content else 0
    other = ((content or b"\0")[at] + chance.randrange(1, 256)) % 256
    return content[:at] + bytes([other]) + content[at + 1 :]


def cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) or 1)]


def empty(_: bytes, __: Random) -> bytes:
    return b""


def blank(content: bytes, chance: Random) -> bytes:
    """A block of the disk was never written."""
    at = 512 * chance.randrange(len(content) // 512 + 1)
    return content[:at] + bytes(len(content[at : at + 512])) + content[at + 512 :]


WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (flip, flip, garble, cut, empty, blank)


def hurt(file: Path, chance: Random) -> str:
    """Damage the file where it is, so that who has it open sees it; how, in a word."""
    way = chance.choice(WAYS)
    content = file.read_bytes()
    file.write_bytes(way(content, chance))
    return way.__name__


class Answered(NamedTuple):
    """What a question found, and what else was said of it."""

    papers: tuple[str, ...]
    failure: object


class Library:
    """Some hundred papers, with an index of several segments and some deleted papers."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sound = root / "sound"
        self.cache = root / "cache"
        self.source = MemorySource()
        for title, abstract in (*PAPERS, *invented(90).values()):
            self.source.add(title or "Nothing", abstract)
        search = Search(self.cache, self.source)
        search.rebuild()
        for number, (title, abstract) in enumerate(invented(15, seed=3).values()):
            self.source.add(f"{title} {number}", abstract)
        self.source.remove(next(iter(self.source.kept)))
        search.drain()
        self.expected = self.answers(search)
        assert len(self.expected) == len(QUESTIONS)
        search.close()
        self.cache.rename(self.sound)
        with monkeypatch.context() as patched:
            patched.setattr(gathered, "_MOST_WORDS", 1_000)
            search.rebuild(lambda done, total: done < 70)
            self.stopped = root / "stopped"
            self.part = part_of(search._folder).name
            self.cache.rename(self.stopped)

    def opened(self, cache: Path | None = None) -> Search:
        """A search over a sound index, or over another one, put in place anew."""
        shutil.rmtree(self.cache, ignore_errors=True)
        shutil.copytree(cache or self.sound, self.cache, copy_function=shutil.copy)
        return Search(self.cache, self.source)

    def kinds(self, cache: Path) -> dict[str, list[str]]:
        """The files below this cache, by what they are for."""
        kinds: dict[str, list[str]] = {}
        for file in sorted(path for path in cache.rglob("*") if path.is_file()):
            kinds.setdefault(kind_of(file), []).append(str(file.relative_to(cache)))
        return kinds

    def answers(self, search: Search) -> list[Answered]:
        """What each question finds, up to the first that is answered without the index."""
        answers = []
        for question in QUESTIONS:
            answer = search.answer(question)
            if answer.is_without_index:
                break
            answers.append(Answered(tuple(answer.ids), answer.failure))
        return answers

    def wrong_answers(self, search: Search) -> int:
        """How many answers came from the index and are not what they were."""
        pairs = zip(self.answers(search), self.expected, strict=False)
        return sum(answer != expected for answer, expected in pairs)


def kind_of(file: Path) -> str:
    """A segment's file by its extension, any other by its name."""
    _, segment, extension = file.name.partition(".")
    if file.name.startswith("MAIN_") and segment:
        return extension
    return "toc" if file.suffix == ".toc" else file.name
