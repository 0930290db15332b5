"""What threads let go of is used again, or given back to the system."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from index.memory import LARGE, share_one_heap
from tests.faults.raw_terminal import reader
from tests.launching import a_home
from tests.pressing import open_reader

TAKES = """
import threading
from pathlib import Path
from index.memory import give_back, share_one_heap

def held():
    told = Path("/proc/self/status").read_text().partition("RssAnon:")[2]
    return int(told.split()[0]) * 1024

kept = []

def take():
    taken = [bytearray(4_000) for _ in range(10_000)]
    kept.append(bytearray(4_000))  # stands behind all of it

def take_in_turn(threads):
    turns = threading.Semaphore(1)
    all_have = threading.Barrier(threads)

    def take_and_stay():
        with turns:
            take()
        all_have.wait()  # a thread that ends leaves its heap to the next

    started = [threading.Thread(target=take_and_stay) for _ in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
"""
GIVEN_BACK = """
take_in_turn(1)
before = held()
give_back()
print(before - held())
"""
LARGE_AMONG_SMALL = f"""
largest = bytearray(8 << 20)
del largest  # by itself glibc maps only what is larger from now on
pieces, kept = [], []
for _ in range(128):
    pieces.append(bytearray({LARGE}))
    kept.append(bytearray(4_000))
before = held()
pieces.clear()
print(before - held())
"""
TAKEN = "before = held()\ntake_in_turn(6)\nprint(held() - before)"

only_glibc = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="only glibc keeps it, and gives back"
)


def told(program: str) -> int:
    argv = [sys.executable, "-c", TAKES + program]
    return int(subprocess.run(argv, capture_output=True, text=True, check=True).stdout)


@only_glibc
def test_memory_that_a_thread_let_go_of_is_given_back() -> None:
    assert told(GIVEN_BACK) > 20_000_000


@only_glibc
def test_what_one_thread_let_go_of_another_uses() -> None:
    assert told("share_one_heap()\n" + TAKEN) < told(TAKEN) / 3


@only_glibc
def test_large_pieces_go_back_whole_whatever_stands_behind_them() -> None:
    assert told("share_one_heap()\n" + LARGE_AMONG_SMALL) > 100 * LARGE
    assert told(LARGE_AMONG_SMALL) < 20 * LARGE


@only_glibc
def test_a_program_that_runs_already_may_be_told_as_well_and_twice() -> None:
    for _ in range(2):
        share_one_heap()
        before = _held()
        pieces = [b"x" * LARGE for _ in range(128)]
        stays = b"x" * 4_000
        assert _held() - before >= 100 * LARGE
        pieces.clear()
        assert _held() - before < 20 * LARGE, f"{len(stays)} bytes behind them"


@only_glibc
async def test_a_reader_at_rest_gives_back_what_its_keys_took(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as reading:
        taken = [bytearray(4_000) for _ in range(10_000)]
        kept = bytearray(4_000)  # stands behind all of it
        before = _held()
        taken.clear()
        await reading.press("j")
        await reading.until(lambda: before - _held() > 20_000_000, f"{len(kept)} bytes are kept")


@only_glibc
@pytest.mark.terminal
def test_the_reader_has_one_heap_for_all_its_threads(tmp_path: Path) -> None:
    with reader(a_home(tmp_path)) as t:
        t.wait_for("copy link")
        t.press("/graph\r")
        t.wait_for("2 of 3")
        maps = Path(f"/proc/{t.process.pid}/maps").read_text().splitlines()
        assert sum("[heap]" in line for line in maps) == 1
        assert not [line for line in maps if _is_for_a_heap(line)]


def _held() -> int:
    told = Path("/proc/self/status").read_text().partition("RssAnon:")[2]
    return int(told.split()[0]) * 1024


def _is_for_a_heap(line: str) -> bool:
    """Whether glibc keeps this range free for the heap of a thread, which may grow to 64 MB."""
    begin, _, end = line.split()[0].partition("-")
    at, size = int(end, 16), int(end, 16) - int(begin, 16)
    return "---p" in line and at % (64 << 20) == 0 and 32 << 20 < size < 64 << 20
