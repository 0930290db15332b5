"""What writing an index took is given back."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

TAKES = """
import threading
from pathlib import Path
from index.search.giving_back import give_back

def held():
    told = Path("/proc/self/status").read_text().partition("RssAnon:")[2]
    return int(told.split()[0]) * 1024

kept = []

def take():
    taken = [bytearray(4_000) for _ in range(10_000)]
    kept.append(bytearray(4_000))  # stands behind all of it

thread = threading.Thread(target=take)
thread.start()
thread.join()
before = held()
give_back()
print(before - held())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps it, and gives back")
def test_memory_that_a_thread_let_go_of_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", TAKES], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 20_000_000
