"""How many faults are made: a few in every check, many in `make faults`."""

from __future__ import annotations

import os

IS_LARGE = os.environ.get("PAPERDECK_FAULTS") == "large"
"""Whether this run makes the many: it takes hours rather than minutes."""


def times(small: int, large: int) -> int:
    """How many times a fault is made in this run."""
    return large if IS_LARGE else small
