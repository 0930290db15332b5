"""How long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], bool]
"""Called with (done, total) papers; returning False cancels the work."""
