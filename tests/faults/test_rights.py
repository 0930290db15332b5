"""What may not be written, or not even be read: one reads and searches wherever that can be."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.command_line import TRAILS, CommandLine, Ended, saved_page
from tests.faults.sizes import IS_LARGE
from tests.faults.small_disk import SmallDisk, needs_a_small_disk
from tests.faults.tally import TALLY
from tests.faults.told import is_a_sentence
from tests.launching import FIRST, a_home
from tests.terminal import needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMITED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
"""Before a command: it may then do what modes allow, even as root."""

pytestmark = needs("setpriv")

READS = (("search", "graph"), ("pages",), ("tags",), ("export",), ("search", "-graph"))
WRITES = (
    ("tag", "graph", "--add", "new"),
    ("bookmark", "graph"),
    ("saved", "name", "graph"),
    ("add", "PAGE"),
)
READ_ONLY = {"a folder": 0o500, "a file": 0o400}


class Limited(CommandLine):
    """Runs commands that may do no more than the modes of files and folders allow."""

    def command(self, *args: str) -> list[str]:
        return [*LIMITED, *super().command(*args)] if os.geteuid() == 0 else super().command(*args)


@dataclass(frozen=True, slots=True)
class Case:
    """Some places of a home, under what mode, and what can be done all the same."""

    name: str
    places: tuple[str, ...]  # below the home; "index" is the index's own folder
    mode: int
    reads: bool = True
    writes: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether all that reading needs is there."""
        return self.reads and self.mode != 0

    @property
    def is_for_the_small_run(self) -> bool:
        return self.name in {"data read-only", "cache unreadable", "library unreadable"}


CASES = [
    Case("library read-only", ("library.db",), 0o400),
    Case("data read-only", (".",), 0o500),
    Case("data and library read-only", ("library.db", "."), 0o500),
    Case("cache read-only", ("cache",), 0o500, writes=True),
    Case("index read-only", ("index", "cache"), 0o500, writes=True),
    Case("cache unreadable", ("cache",), 0, writes=True),
    Case("index unreadable", ("index",), 0, writes=True),
    Case("library unreadable", ("library.db",), 0, reads=False),
    Case("data unreadable", (".",), 0, reads=False),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three papers and their index, and the page they came from beside it."""
    return a_home(tmp_path_factory.mktemp("made"))


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "home")
    page = saved_page(TRAILS, day="Sep 2")
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    return tmp_path / "home"


@contextmanager
def under_mode(home: Path, case: Case) -> Iterator[None]:
    """The places of this case have its mode meanwhile."""
    index = next((home / "cache").glob("index-*/"))
    places = [index if name == "index" else home / name for name in case.places]
    before = {place: stat.S_IMODE(place.stat().st_mode) for place in places}
    for place in places:
        place.chmod(case.mode)
    try:
        yield
    finally:
        for place, mode in reversed(before.items()):
            if place.exists():  # an index may have been made anew
                place.chmod(mode)


def well(ended: Ended) -> bool:
    return ended.code == 0 and (not ended.err or ended.err.count("\n") == 1)


def refused(ended: Ended) -> bool:
    return ended.code == 4 and ended.out == "" and is_a_sentence(ended.err)


@pytest.mark.parametrize(
    "case", [case for case in CASES if IS_LARGE or case.is_for_the_small_run], ids=lambda c: c.name
)
def test_whatever_may_not_be_touched_the_rest_goes_on(home, case):
    run, page = Limited(home), str(home.parent / "page.txt")
    everything = run("export").out
    with under_mode(home, case):
        for command in READS if IS_LARGE else READS[:1]:
            ended = run(*command)
            assert (well if case.reads else refused)(ended), (command, ended)
            if case.is_quiet and command[0] == "search":
                assert ended.err == "", (command, ended)
            if case.reads and command == ("search", "graph"):
                assert FIRST[0] in ended.out
        for command in () if case.writes else WRITES if IS_LARGE else WRITES[:1]:
            ended = run(*(page if word == "PAGE" else word for word in command))
            assert refused(ended), (command, ended)
        if not case.writes:
            looked = run("doctor")
            assert looked.code in ((0, 4) if case.reads else (4,)), looked
    assert run("export").out == everything  # as it was before
    for command in WRITES if IS_LARGE else WRITES[:1]:
        assert well(run(*(page if word == "PAGE" else word for word in command)))
    TALLY.made(f"not allowed: {case.name}")


HOMES = {
    "no HOME": {"HOME": None},
    "a HOME in which nothing may be made": {"HOME": "closed"},
    "a HOME that is not there": {"HOME": "closed/not/there"},
    "a HOME that is a file": {"HOME": "file"},
}


@pytest.mark.parametrize("name", HOMES if IS_LARGE else ["a HOME that is a file"])
def test_without_a_home_folder_a_home_that_is_given_is_used(home, name):
    (home.parent / "file").write_text("")
    (home.parent / "closed").mkdir(mode=0o500)
    told = {k: v and str(home.parent / v) for k, v in HOMES[name].items()}
    run = _without(home, told)
    assert FIRST[0] in run("search", "graph").out
    assert well(run("tag", "graph", "--add", "new"))
    if name != "no HOME":  # then the system's own record of users says where it is
        lost = _without(None, told)("search", "graph")
        assert refused(lost), lost
    TALLY.made("no home folder")


def _without(home: Path | None, told: dict[str, str | None]) -> CommandLine:
    class Told(Limited):
        def environment(self, more: dict[str, str]) -> dict[str, str]:
            own = {**super().environment(more), **told}
            if home is None:
                own["PAPERDECK_HOME"] = None
            own = {name: text for name, text in own.items() if not name.startswith("XDG_")}
            return {name: text for name, text in own.items() if text is not None}

    return Told(home)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["a file", "a dangling link", "below a file"])
def test_a_home_that_can_be_no_folder_is_refused_in_a_sentence(tmp_path, kind):
    place = tmp_path / "place"
    if kind == "a dangling link":
        place.symlink_to(tmp_path / "nowhere")
    else:
        place.write_text("not a folder")
    ended = Limited(place / "deeper" if kind == "below a file" else place)("search", "graph")
    assert refused(ended), ended
    TALLY.made("a home that can be no folder")


@pytest.mark.parametrize("name", ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"])
def test_a_folder_of_the_system_that_is_a_file_stops_only_what_is_in_it(tmp_path, made, name):
    (tmp_path / "file").write_text("")
    folders = {f"XDG_{part}_HOME": str(tmp_path / part) for part in ("DATA", "CACHE", "STATE")}
    shutil.copytree(made, tmp_path / "DATA" / "paperdeck")
    shutil.rmtree(tmp_path / "DATA" / "paperdeck" / "cache")
    run = Limited(tmp_path)
    chosen = {**folders, "PAPERDECK_HOME": "", name: str(tmp_path / "file")}
    ended = run("search", "graph", **chosen)
    if name == "XDG_DATA_HOME":
        assert refused(ended), ended
    else:
        assert FIRST[0] in ended.out
        assert well(ended), ended
    TALLY.made("a system's folder that is a file")


@needs_a_small_disk()
def test_a_library_on_a_read_only_disk_is_read(tmp_path, made):
    with SmallDisk(tmp_path / "disk") as disk:
        home = disk.root / "home"
        shutil.copytree(made, home)
        run = CommandLine(home)
        disk.may_be_written(is_so=False)
        for command in READS if IS_LARGE else READS[:1]:
            assert well(run(*command))
        for command in WRITES[:3] if IS_LARGE else WRITES[:1]:
            assert refused(run(*command)), command
        looked = run("reindex")
        assert refused(looked), looked
        disk.may_be_written(is_so=True)
        assert well(run(*WRITES[0]))
    TALLY.made("read-only disk")


def test_whoever_is_limited_may_not_write_what_is_not_to_be_written(tmp_path):
    tmp_path.chmod(0o500)
    asked = [*(LIMITED if os.geteuid() == 0 else ()), "touch", str(tmp_path / "file")]
    done = subprocess.run(asked, capture_output=True, check=False)
    tmp_path.chmod(0o700)
    assert done.returncode != 0
