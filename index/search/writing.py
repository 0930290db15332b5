"""The index written: the one module that knows Whoosh's writing side."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from index.search.edge import broken_if_it_fails, quietly
from index.search.schema import schema

with quietly():
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import create_in, open_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from index.search.source import PaperText

_MEMORY = 64  # MB of postings held before they spill to disk
_PATIENCE = 0.05  # seconds between two looks at a lock


@contextmanager
def turn_to_write(cache: Path, keep_waiting: Callable[[], bool]) -> Iterator[bool]:
    """Hold the right to change the index, among all processes; false where waiting was given up.

    Errors: SearchBroken where the folder cannot be written.
    """
    with broken_if_it_fails():
        lock = FileStorage(str(cache)).lock("index.lock")
        is_ours = lock.acquire()
        while not is_ours and keep_waiting():
            time.sleep(_PATIENCE)
            is_ours = lock.acquire()
    try:
        yield is_ours
    finally:
        if is_ours:
            lock.release()


def write_index(folder: Path, texts: Iterable[PaperText], goes_on: Callable[[int], bool]) -> bool:
    """Make a new index in an empty folder; false where `goes_on(done)` stopped it.

    Errors: SearchBroken, also where not every paper arrived.
    """
    with broken_if_it_fails():
        index = create_in(str(folder), schema())
        done = 0
        with _writing(index) as writer:
            for done, paper in enumerate(texts, 1):
                _add(writer, paper)
                if not goes_on(done):
                    writer.cancel()
                    return False
        if (kept := index.doc_count()) != done:
            raise AssertionError(f"{kept} of {done} papers were kept")
        return True


def update_index(folder: Path, numbers: Sequence[int], texts: Mapping[int, PaperText]) -> None:
    """Put the new texts of these papers in place of the old, in one commit; without text: drop.

    Doing it twice is as doing it once. Errors: SearchBroken.
    """
    with broken_if_it_fails():
        index = open_dir(str(folder), schema=schema())
        with _writing(index) as writer, index.searcher() as searcher:
            for number in numbers:
                writer.delete_by_term("paper", str(number), searcher=searcher)
                if number in texts:
                    _add(writer, texts[number])


@contextmanager
def _writing(index: Any) -> Iterator[Any]:
    writer = index.writer(limitmb=_MEMORY, compound=False, timeout=5.0)
    try:
        yield writer
        if not writer.is_closed:
            writer.commit()
    except BaseException:
        # On a full disk cancel() fails too, and would leave the lock to this process for ever.
        with suppress(Exception):
            writer.cancel()
        with suppress(Exception):
            writer.writelock.release()
        raise


def _add(writer: Any, paper: PaperText) -> None:
    writer.add_document(
        paper=str(paper.number),
        number=paper.number,
        title=paper.title,
        abstract=paper.abstract,
        title_starts=paper.title,
        abstract_starts=paper.abstract,
        forms=f"{paper.title}\n{paper.abstract}",
    )
