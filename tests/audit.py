"""Asks whether anything is known against the versions of constraints.txt: `make audit`.

Ends with 0 where every version was asked about and nothing is known, 1 where something is, and
2 where it could not be asked: pip-audit itself ends well where it found nobody to ask.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

CONSTRAINTS = Path(__file__).parents[1] / "constraints.txt"
ASK = (sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--progress-spinner", "off")
SECONDS = 300


class Verdict(NamedTuple):
    """What came of asking: sentences for a person, and the exit code."""

    lines: tuple[str, ...]
    code: int


def verdict(answer: str, pinned: Sequence[str]) -> Verdict:
    """What pip-audit's JSON says of the packages that are pinned; no JSON is no answer."""
    try:
        told = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Verdict(("The audit could not ask anybody, so nothing is known of any version.",), 2)
    known = [
        f"{each['name']} {each['version']}: {flaw['id']}"
        + (f", mended in {', '.join(flaw['fix_versions'])}" if flaw.get("fix_versions") else "")
        for each in told
        for flaw in each.get("vulns", ())
    ]
    asked = {each["name"].lower() for each in told if "skip_reason" not in each}
    silent = [name for name in pinned if name.lower() not in asked]
    lines = list(known)
    if len(silent) == len(pinned):
        lines.append("The audit could not ask about any package, so nothing is known of them.")
    elif silent:
        lines.append(
            f"The audit could not ask about {len(silent)} of {len(pinned)} packages, so nothing is"
            f" known of them: {', '.join(silent)}."
        )
    if not lines:
        lines = [f"Nothing is known against the {len(pinned)} pinned versions."]
    return Verdict(tuple(lines), 1 if known else 2 if silent else 0)


def pins() -> list[str]:
    """The lines of constraints.txt that pin a version."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if "==" in line and not line.startswith("#")]


def main() -> int:
    """Ask, and say what came of it."""
    pinned = pins()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as asked:
        asked.write("\n".join(pinned))
        asked.flush()
        try:
            done = subprocess.run(
                [*ASK, "--format", "json", "--requirement", asked.name],
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
            answer = done.stdout
        except subprocess.TimeoutExpired:
            answer = ""
    lines, code = verdict(answer, [line.split("==")[0] for line in pinned])
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main())
