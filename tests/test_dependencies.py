"""Few dependencies, each used, each pinned: what is installed is what was looked at."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from importlib.metadata import distribution, packages_distributions, version
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.audit import verdict

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN_TIME = tuple(Requirement(line) for line in PROJECT["dependencies"])
EXTRAS = {
    extra: tuple(map(Requirement, lines))
    for extra, lines in PROJECT["optional-dependencies"].items()
}
BUILT_WITH = {"setuptools"}
"""What builds the package, which is pinned as well."""

PIN = re.compile(r"^(?P<name>[\w.-]+)(?:\[\w+\])?==(?P<version>[\w.]+)(?:\s*;.*)?$")


def pins() -> dict[str, str]:
    """The pinned version of each package of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [PIN.match(line) for line in lines if line.strip() and not line.startswith("#")]
    assert all(found), "every line of constraints.txt pins one version"
    return {canonicalize_name(pin["name"]): pin["version"] for pin in found if pin}


def needed(requirements: tuple[Requirement, ...]) -> set[str]:
    """These packages, and all that they need here, as far as they are installed."""
    seen: set[tuple[str, str]] = set()
    waiting = [
        (canonicalize_name(each.name), extra)
        for each in requirements
        for extra in ("", *each.extras)
    ]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        environment = {**default_environment(), "extra": extra}
        for line in distribution(name).requires or ():
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate(environment):
                waiting += [(canonicalize_name(need.name), each) for each in ("", *need.extras)]
    return {name for name, _ in seen}


def imported(folder: str) -> set[str]:
    """The top names of all that the modules of this folder import, wherever in them."""
    names = set()
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names


def test_there_are_seven_run_time_dependencies() -> None:
    """One more is a decision, to be written down among the design notes."""
    names = {each.name for each in RUN_TIME}
    assert names == {"textual", "whoosh", "numpy", "regex", "pyperclip", "platformdirs", "click"}
    notes = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(f"**{name}**" in notes for name in names)


@pytest.mark.parametrize("name", sorted(needed(RUN_TIME)))
def test_all_that_runs_with_us_is_pinned_and_is_that_version(name: str) -> None:
    assert pins().get(name) == version(name)


def test_nothing_else_that_is_installed_is_imported() -> None:
    come_from = packages_distributions()
    used = {
        canonicalize_name(source)
        for name in imported("index") | imported("reader")
        for source in come_from.get(name, ())
    }
    named = {canonicalize_name(each.name) for each in RUN_TIME}
    # Rich is Textual's own ground: its segments and styles are what Textual's lines are made of.
    assert used - {"paperdeck", "rich"} == named


def test_every_pin_is_needed() -> None:
    """Of the extras that a check does not install, what they name themselves."""
    known = needed((*RUN_TIME, *EXTRAS["dev"])) | BUILT_WITH
    for extra, requirements in EXTRAS.items():
        known |= _as_far_as_installed(requirements) if extra != "dev" else set()
    audited = {canonicalize_name(name) for name in _pinned_for_audit()}
    assert set(pins()) - known - audited == set()


def test_every_dependency_for_development_is_pinned() -> None:
    named = {canonicalize_name(each.name) for each in sum(EXTRAS.values(), ())}
    assert named - set(pins()) == set()
    assert needed(EXTRAS["dev"]) - set(pins()) == set()


def _as_far_as_installed(requirements: tuple[Requirement, ...]) -> set[str]:
    try:
        return needed(requirements)
    except ModuleNotFoundError:
        return {canonicalize_name(each.name) for each in requirements}


def _pinned_for_audit() -> set[str]:
    """What pip-audit brings along stands behind a heading of its own, as no check installs it."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    return {
        pin["name"]
        for line in text.partition("# For make audit alone")[2].splitlines()
        if (pin := PIN.match(line))
    }


PINNED = ("click", "Whoosh")
CLEAN = {"name": "click", "version": "8.5.1", "vulns": []}


def told(*dependencies: dict[str, object]) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


def test_an_audit_that_was_answered_for_every_package_passes() -> None:
    lines, code = verdict(told(CLEAN, {**CLEAN, "name": "whoosh"}), PINNED)
    assert code == 0
    assert lines == ("Nothing is known against the 2 pinned versions.",)


def test_an_audit_that_was_not_answered_for_a_package_is_no_pass() -> None:
    skipped = {"name": "whoosh", "skip_reason": "Dependency not found"}
    for silent in (told(CLEAN, skipped), told(CLEAN)):
        lines, code = verdict(silent, PINNED)
        assert code == 2
        assert "1 of 2 packages" in lines[0]
        assert "Whoosh" in lines[0]


def test_an_audit_that_reached_nobody_is_no_pass() -> None:
    lines, code = verdict("", PINNED)
    assert code == 2
    assert len(lines) == 1


def test_what_is_known_against_a_version_is_told() -> None:
    flaw = {"id": "PYSEC-1", "fix_versions": ["8.5.2"]}
    lines, code = verdict(told({**CLEAN, "vulns": [flaw]}, {**CLEAN, "name": "whoosh"}), PINNED)
    assert code == 1
    assert lines == ("click 8.5.1: PYSEC-1, mended in 8.5.2",)
