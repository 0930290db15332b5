"""No test has a network: neither in this process nor in the Python processes that it starts."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.refusing import sitecustomize

ROOT = Path(__file__).parents[1]
CHILDREN = os.pathsep.join((str(ROOT), str(ROOT / "tests" / "refusing")))
"""PYTHONPATH of the processes that tests start: they are refused the network as well."""

_refusals = Path(tempfile.mkstemp(prefix="deck-refused-")[1])


def refuse_network() -> None:
    """From now on, here and in what is started from here."""
    os.environ[sitecustomize.REFUSALS] = str(_refusals)


def allow_loopback(*, is_allowed: bool) -> None:
    """Whether a test of this process may talk to this machine itself."""
    sitecustomize.allows_loopback = is_allowed


def refused() -> str:
    """What was refused since this was asked last; nothing where all was well."""
    words = _refusals.read_text(encoding="utf-8")
    _refusals.write_text("")
    return words


def forget() -> None:
    """Leave nothing behind."""
    _refusals.unlink(missing_ok=True)
