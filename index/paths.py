"""Where things live: the user's folders, or all of it under one home."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "paperdeck"


@dataclass(frozen=True, slots=True)
class Places:
    """The four folders of one library. None of them need exist yet."""

    data: Path  # library.db: the one thing to back up
    cache: Path  # the search index: may be deleted at any time
    config: Path
    state: Path  # session, log, last copy

    @property
    def library(self) -> Path:
        return self.data / "library.db"

    @property
    def last_copy(self) -> Path:
        return self.state / "last-copy.txt"

    @property
    def session(self) -> Path:
        return self.state / "session.json"

    @property
    def log(self) -> Path:
        return self.state / "paperdeck.log"


def places(home: str | os.PathLike[str] | None = None) -> Places:
    """The folders to use: all under `home` or PAPERDECK_HOME where given, else the platform's."""
    chosen = home or os.environ.get("PAPERDECK_HOME")
    if chosen:
        root = Path(chosen).expanduser()
        return Places(data=root, cache=root / "cache", config=root, state=root / "state")
    return Places(
        data=platformdirs.user_data_path(APP),
        cache=platformdirs.user_cache_path(APP),
        config=platformdirs.user_config_path(APP),
        state=platformdirs.user_state_path(APP),
    )


def make_private(folder: Path) -> None:
    """Make `folder`, and each parent that is missing, for its owner alone. Errors: OSError.

    A folder that is there keeps its mode: it is its owner's choice.
    """
    for missing in reversed([place for place in folder.parents if not place.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
