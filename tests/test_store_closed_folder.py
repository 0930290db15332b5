"""Libraries in folders that are not ours to write, and so are read."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.errors import LibraryError
from index.paths import places
from index.store.store import Store
from tests.builders import a_library, a_page, ids_by_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.paths import Places

ONE = a_page(("One", ""))
NOBODY = 65534


@contextmanager
def in_a_closed_folder(home):
    """Let no file be made beside the library: its folder is not ours to write."""
    home.data.chmod(0o555)
    try:
        with as_nobody():
            yield
    finally:
        home.data.chmod(0o755)


@contextmanager
def as_nobody():
    """Be someone to whom files and folders are as closed as they say; root is not."""
    is_root = os.getuid() == 0
    try:
        if is_root:
            os.setresuid(NOBODY, NOBODY, 0)
        yield
    finally:
        if is_root:
            os.setresuid(0, 0, 0)


@pytest.fixture
def home() -> Iterator[Places]:
    """A home that others may look into, with a library in it that they may write."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        made = places(Path(folder) / "home")
        with a_library(made, ONE) as library:  # what it imports, nobody could read
            ids_by_title(library)
        made.data.chmod(0o755)
        made.library.chmod(0o666)
        yield made


def test_in_a_folder_that_cannot_be_written_a_library_is_read_until_it_can(home):
    with a_library(home) as library:
        paper = ids_by_title(library)["One"]
    with in_a_closed_folder(home), a_library(home) as library:
        assert library.papers([paper])[0].title == "One"
        with pytest.raises(LibraryError, match="cannot be written; make its folder"):
            library.bookmark([paper])
        assert library.counts().bookmarked == 0
    with a_library(home) as library:
        assert library.bookmark([paper]) == 1


def test_a_library_that_was_not_to_be_written_can_be_again(home):
    with a_library(home) as library:
        paper = ids_by_title(library)["One"]
    home.data.chmod(0o777)
    home.library.chmod(0o444)
    with as_nobody(), a_library(home) as library:
        assert library.papers([paper])[0].title == "One"
        with pytest.raises(LibraryError, match="cannot be written"):
            library.bookmark([paper])
    home.library.chmod(0o666)
    with as_nobody(), a_library(home) as library:
        assert library.bookmark([paper]) == 1


def leave_a_log(home, *, title):
    """Add a page in a process that is killed, so that it stands in the log alone."""
    code = (
        "import os, sys\n"
        "from tests.builders import a_library, a_page\n"
        "from pathlib import Path\n"
        f"library = a_library(Path(sys.argv[1]), a_page(({title!r}, ''), name='late.txt'))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, "-c", code, str(home.data)], check=False, cwd=root)
    log = home.library.with_name("library.db-wal")
    assert log.stat().st_size > 0
    return log


def test_what_stands_in_the_log_alone_is_read_as_well(home):
    log = leave_a_log(home, title="Late")
    log.chmod(0o666)
    home.library.with_name("library.db-shm").unlink()
    before = home.library.read_bytes(), log.read_bytes()
    with in_a_closed_folder(home), a_library(home) as library:
        assert sorted(ids_by_title(library)) == ["Late", "One"]
        with pytest.raises(LibraryError):
            library.bookmark(ids_by_title(library).values())
    assert (home.library.read_bytes(), log.read_bytes()) == before


def test_where_not_even_a_copy_can_be_made_that_is_told(home, monkeypatch):
    leave_a_log(home, title="Late").chmod(0o666)
    home.library.with_name("library.db-shm").unlink()
    monkeypatch.setattr(tempfile, "tempdir", str(home.data))
    with in_a_closed_folder(home), pytest.raises(LibraryError, match="cannot be written"):
        Store.open(home.library)


def test_a_log_that_cannot_be_looked_at_may_hold_something(home, monkeypatch):
    real = Path.stat

    def stat(path: Path, **how: bool) -> os.stat_result:
        if path.name.endswith("-wal"):
            raise PermissionError(13, "Permission denied")
        return real(path, **how)

    monkeypatch.setattr(Path, "stat", stat)
    with a_library(home) as library:
        assert library.counts().total == 1
