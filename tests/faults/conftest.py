"""Tells at the end of a run which faults were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.tally import TALLY

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in TALLY.lines():
        terminalreporter.write_line(line)
