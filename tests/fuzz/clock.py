"""How long something may take, whatever else the machine is doing."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise AssertionError where what is done here takes more of the processor's time."""
    begun = time.thread_time()
    yield
    taken = time.thread_time() - begun
    assert taken <= seconds, f"took {taken:.2f} s of the processor, may take {seconds}"
