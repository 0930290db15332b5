from __future__ import annotations

import stat
from pathlib import Path

import platformdirs
import pytest

from index.paths import make_private, places


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
