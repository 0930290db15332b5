"""Backups: when one is made, which are kept, and that none of a damaged library takes a place."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import stat
from contextlib import closing

import pytest

from index import upkeep
from index.errors import LibraryDamaged
from index.store import backups
from index.store.backups import back_up, backups_of, is_due
from index.store.opening import connect
from tests.builders import a_library, a_page, ids_by_title

NOON = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)
ONE = a_page(("One", "text " * 400))


def back_up_at(home, moment):
    with closing(connect(home.library)) as connection:
        return back_up(home.library, connection, moment)


def test_an_empty_library_needs_no_backup(home):
    with a_library(home) as library:
        assert upkeep.back_up_if_due(library) is None


def test_a_library_with_papers_gets_one_and_no_other_while_nothing_changes(home):
    with a_library(home, ONE) as library:
        made = upkeep.back_up_if_due(library)
        assert made is not None
        assert (made.papers(), backups_of(home.library)) == (1, [made._replace(made=whole(made))])
        with library.store.reading() as connection:
            assert not is_due(home.library, connection, made.made + dt.timedelta(days=9))


def whole(backup):
    return backup.made.replace(microsecond=0)


def test_a_change_is_backed_up_once_the_newest_is_an_hour_old(home):
    with a_library(home, ONE) as library:
        back_up_at(home, NOON)
        library.bookmark(ids_by_title(library).values())
        with library.store.reading() as connection:
            for hours, due in ((0.5, False), (2, True), (-2, True)):  # -2: the clock was set back
                later = NOON + dt.timedelta(hours=hours)
                assert is_due(home.library, connection, later) is due


def test_a_backup_is_one_private_file_that_opens_as_a_library(home, tmp_path):
    with a_library(home, ONE) as library:
        library.retag(ids_by_title(library).values(), add=["kept"])
        made = upkeep.back_up_if_due(library)
    folder = home.data / "backups"
    assert [entry.name for entry in folder.iterdir()] == [made.file.name]
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (tmp_path / "other").mkdir()
    made.file.rename(tmp_path / "other" / "library.db")
    with a_library(tmp_path / "other") as library:
        assert [tag.name for tag in library.tags()] == ["kept"]


def test_a_handful_is_kept_of_a_year_of_hourly_backups(home):
    with a_library(home, ONE):
        pass
    moments = [
        NOON - dt.timedelta(days=day, hours=hour) for day in range(0, 365, 5) for hour in (0, 1)
    ]
    for moment in sorted(moments):
        back_up_at(home, moment)
    ages = [NOON - backup.made for backup in backups_of(home.library)]
    assert ages[:2] == [dt.timedelta(), dt.timedelta(hours=1)]
    assert len(ages) <= 6
    assert dt.timedelta(days=25) < ages[-1] < dt.timedelta(days=62)


def test_after_the_clock_was_set_back_the_last_one_made_is_the_newest(home):
    with a_library(home, ONE):
        pass
    for moment in (NOON, NOON - dt.timedelta(days=400)):
        last = back_up_at(home, moment)
    assert backups_of(home.library)[0] == last


def test_a_damaged_library_is_found_out_and_pushes_no_sound_backup_out(home):
    many = a_page(*[(f"Paper {number}", "text " * 400) for number in range(60)])
    with a_library(home, many):
        pass
    sound = back_up_at(home, NOON)
    with home.library.open("r+b") as file:
        file.seek(60 * 4096)
        file.write(b"\xff" * 4096 * 10)
    with a_library(home) as library:
        library.bookmark(list(ids_by_title_read(library))[:1])
        with pytest.raises(LibraryDamaged, match="paperdeck doctor"):
            upkeep.back_up_if_due(library)
        assert backups_of(home.library) == [sound]
        with pytest.raises(LibraryDamaged):
            library.bookmark(ids_by_title_read(library))


def ids_by_title_read(library):
    with library.store.reading() as connection:
        return [paper for (paper,) in connection.execute("SELECT paper FROM standing LIMIT 9")]


def test_no_backup_fills_the_disk(home, monkeypatch):
    with a_library(home, ONE) as library:
        usage = backups.shutil.disk_usage(home.data)
        monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: usage._replace(free=1000))
        assert upkeep.back_up_if_due(library) is None
    assert backups_of(home.library) == []


def test_a_backup_that_is_told_to_stop_leaves_nothing(home):
    with a_library(home, ONE) as library:
        assert upkeep.back_up_if_due(library, lambda: False) is None
    assert list((home.data / "backups").iterdir()) == []


def test_one_process_at_a_time_makes_a_backup_and_a_dead_ones_draft_holds_up_nobody(home):
    with a_library(home, ONE) as library:
        upkeep.back_up_if_due(library)
        draft = home.data / "backups" / ".draft.db"
        draft.touch()
        assert back_up_at(home, NOON) is None
        os.utime(draft, (0, 0))
        assert back_up_at(home, NOON) is not None
        assert not draft.exists()


def test_what_is_no_backup_in_their_folder_is_left_alone(home):
    with a_library(home, ONE) as library:
        upkeep.back_up_if_due(library)
        for name in ("mine.db", "library-0009-20269999-999999.db", "library-0008-x.db"):
            (home.data / "backups" / name).touch()
        assert len(backups_of(home.library)) == 1


def test_a_folder_that_cannot_be_made_costs_the_backup_alone(home):
    with a_library(home, ONE) as library:
        (home.data / "backups").write_text("a file in its place")
        assert upkeep.back_up_if_due(library) is None


def test_what_a_damaged_backup_holds_is_not_known(home):
    with a_library(home, ONE) as library:
        made = upkeep.back_up_if_due(library)
    made.file.write_bytes(b"nothing of use")
    assert (made.papers(), made.changes()) == (None, None)


def test_an_older_library_is_backed_up_as_it_was_before_it_is_brought_up_to_date(home):
    with a_library(home, ONE):
        pass
    with closing(sqlite3.connect(home.library)) as old:
        old.execute("ALTER TABLE standing DROP COLUMN fingerprint")
        old.execute("PRAGMA user_version = 5")
    with a_library(home) as library:
        assert library.counts().total == 1
    (made,) = backups_of(home.library)
    with closing(sqlite3.connect(made.file)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (5,)
