"""Indexing: a whole library anew in a process of its own, and small changes to a large one."""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.library import Library
from index.paths import places
from index.query.question import Question
from tests.bench.made import fresh_page

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from index.pages.page import Page

ADDED = 50  # papers at once
ADDS, TAGGINGS = 7, 30
WORD = "network"


def index_anew(home: Path, folder: Path) -> tuple[float, float]:
    """Papers indexed a second, and the peak of the process's memory in bytes."""
    argv = (sys.executable, "-m", "tests.bench.indexing", str(home), str(folder / "anew"))
    told = subprocess.run(argv, capture_output=True, text=True, check=True).stdout
    shutil.rmtree(folder / "anew")
    papers, seconds, peak = json.loads(told)
    return papers / seconds, peak


def main(home: str, cache: str) -> None:
    """Index the library at `home` into `cache`; print papers, seconds and peak memory."""
    with Library.open(replace(places(home), cache=Path(cache))) as library:
        began = time.perf_counter()
        library.reindex()
        print(json.dumps([library.store.count(), time.perf_counter() - began, _peak()]))


def _peak() -> int:
    """Bytes; getrusage tells the memory of the process that started this one, if that is more."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s*(\d+) kB", status.read_text())):
        return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


class Changes:
    """Seconds of small changes to a copy of the library at `home`, its search in use."""

    def __init__(self, home: Path, folder: Path) -> None:
        shutil.copytree(home, folder / "changed")
        with Library.open(places(folder / "changed")) as library:
            library.answer(Question(WORD))
            pages = [fresh_page(number, ADDED) for number in range(ADDS)]
            self.adding = [_seconds(_adding(library, *page)) for page in pages]
            self.tagging, self.asking_after = _tag(library)
        shutil.rmtree(folder / "changed")


def _adding(library: Library, page: Page, saved: dt.date) -> Callable[[], None]:
    def add() -> None:
        library.add(page, saved)
        assert library.index_queue() == ADDED

    return add


def _tag(library: Library) -> tuple[list[float], list[float]]:
    """Tagging one paper at a time, and asking for what is tagged after each."""
    asked = Question(f"tag:to-read {WORD}")
    tagging, asking = [], []
    for paper in library.answer(Question(WORD)).ids[:TAGGINGS]:
        tagging.append(_seconds(partial(library.retag, [paper], add=["fresh"])))
        asking.append(_seconds(partial(library.answer, asked)))
    return tagging, asking


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(*sys.argv[1:])
