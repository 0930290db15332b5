"""A search that nobody waits for any more ends soon."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from index.errors import SearchStopped

ShouldStop: TypeAlias = Callable[[], bool]


def stop_if(should_stop: ShouldStop) -> None:
    """Go no further where that says so. Errors: SearchStopped."""
    if should_stop():
        raise SearchStopped("The search was stopped; a newer one is under way.")
