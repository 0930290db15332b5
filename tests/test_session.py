"""The place in the reader, kept across runs."""

from __future__ import annotations

import resource
import stat
from typing import TYPE_CHECKING

import pytest

from reader.session import Session, load_session, save_session

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Session(text="graph “code”", scope="is:unread", sort="title", paper="k7mq2abcde")


def test_a_place_that_was_kept_is_found_again(tmp_path: Path) -> None:
    file = tmp_path / "state" / "session.json"
    save_session(file, PLACE)
    assert load_session(file) == PLACE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("kept", [b"", b"[]", b"\xff", b'{"text": 1, "other": "x"}'])
def test_a_foreign_file_is_a_fresh_start(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "session.json").write_bytes(kept)
    assert load_session(tmp_path / "session.json") == Session()


def test_on_a_full_disk_the_place_before_stays_and_nothing_else_is_left(tmp_path: Path) -> None:
    file = tmp_path / "session.json"
    save_session(file, PLACE)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        save_session(file, Session(text="later"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert load_session(file) == PLACE
    assert list(tmp_path.iterdir()) == [file]
