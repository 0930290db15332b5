from __future__ import annotations

import os
import resource
import stat
from contextlib import contextmanager
from pathlib import Path

import platformdirs
import pytest

from index.errors import WrongUse
from index.paths import is_there, make_private, places, sweep_drafts, write_whole


@pytest.fixture
def no_home(monkeypatch):
    monkeypatch.delenv("PAPERDECK_HOME", raising=False)


def test_without_a_home_each_folder_is_the_platforms(no_home):
    found = places()
    assert found.library == platformdirs.user_data_path("paperdeck") / "library.db"
    assert found.cache == platformdirs.user_cache_path("paperdeck")
    assert found.config == platformdirs.user_config_path("paperdeck")
    assert found.log == platformdirs.user_state_path("paperdeck") / "paperdeck.log"


def test_a_home_holds_everything(no_home, tmp_path):
    found = places(tmp_path)
    for place in (found.library, found.cache, found.config, found.session, found.last_copy):
        assert place.is_relative_to(tmp_path)


def test_the_home_given_wins_over_the_one_in_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("PAPERDECK_HOME", str(tmp_path / "environment"))
    assert places().data == tmp_path / "environment"
    assert places(tmp_path / "given").data == tmp_path / "given"


def test_a_tilde_in_the_home_is_the_users_folder(no_home):
    assert places("~/papers").data == Path.home() / "papers"


def test_a_private_folder_and_its_missing_parents_are_for_their_owner_alone(tmp_path):
    make_private(tmp_path / "one" / "two")
    for folder in (tmp_path / "one", tmp_path / "one" / "two"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_is_there_keeps_its_mode(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o750)
    make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def names_in(folder):
    return [path.name for path in folder.iterdir()]


@contextmanager
def room_for(size):
    """Let no file grow past `size` bytes, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("content", [b"one two", [b"one ", b"two"]], ids=["whole", "in pieces"])
def test_a_file_is_written_whole_for_its_owner_alone(tmp_path, content):
    file = tmp_path / "file"
    file.write_bytes(b"what was there before, which is longer")
    write_whole(file, content)
    assert file.read_bytes() == b"one two"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    write_whole(file, b"", mode=0o640)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names_in(tmp_path) == ["file"]


def test_a_name_of_full_length_can_be_written(tmp_path):
    write_whole(tmp_path / ("x" * 255), b"one")
    assert (tmp_path / ("x" * 255)).read_bytes() == b"one"


def test_a_file_that_cannot_be_written_keeps_what_it_held_and_leaves_no_draft(tmp_path):
    file = tmp_path / "file"
    file.write_bytes(b"before")
    with room_for(10), pytest.raises(OSError, match="File too large"):
        write_whole(file, b"x" * 100)
    assert file.read_bytes() == b"before"
    assert names_in(tmp_path) == ["file"]


def test_pieces_that_fail_or_are_interrupted_leave_no_draft(tmp_path):
    def interrupted():
        yield b"one"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "file", interrupted())
    assert names_in(tmp_path) == []


def test_a_folder_cannot_be_written_over(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "folder", b"one")
    assert names_in(tmp_path) == ["folder"]


def test_without_any_home_folder_no_folder_is_guessed(no_home, monkeypatch):
    """As in a container, for a user whom no record of users knows."""

    def is_unknown(_user: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", is_unknown)
    with pytest.raises(WrongUse, match="--home DIR"):
        places()


def test_a_home_of_nobody_is_wrong_use():
    with pytest.raises(WrongUse, match="~nobody-has-this-name/papers"):
        places("~nobody-has-this-name/papers")


def test_what_was_left_by_killed_writers_is_swept_once_it_is_old(tmp_path):
    old, young, other = (tmp_path / name for name in (".paperdeck-a", ".paperdeck-b", "mine"))
    for file in (old, young, other):
        file.touch()
    for file in (old, other):
        os.utime(file, (0, 0))
    sweep_drafts(tmp_path)
    assert sorted(tmp_path.iterdir()) == [young, other]
    sweep_drafts(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "is_own"),
    [
        ("library.db", True),
        ("library.db-wal", True),
        ("../home/library.db", True),
        ("backups/one.db", True),
        ("cache/index/any", True),
        ("state/session.json", True),
        ("papers.md", False),
        ("../library.db", False),
    ],
)
def test_the_librarys_own_files_are_told_from_those_beside_them(
    tmp_path: Path, name: str, is_own: bool
) -> None:
    home = tmp_path / "home"
    assert places(home).own(home / name) is is_own


def test_a_file_that_the_system_cannot_look_for_is_not_there(tmp_path):
    assert is_there(tmp_path)
    assert not is_there(tmp_path / "missing")
    assert not is_there(tmp_path / ("long" * 100))
