"""Where things live: the user's folders, or all of it under one home."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from index.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterable

APP = "paperdeck"


@dataclass(frozen=True, slots=True)
class Places:
    """The four folders of one library. None of them need exist yet."""

    data: Path  # library.db: the one thing to back up
    cache: Path  # the search index: may be deleted at any time
    config: Path
    state: Path  # session, log, last copy, unfinished notes

    @property
    def library(self) -> Path:
        return self.data / "library.db"

    def own(self, file: Path) -> bool:
        """Whether this file is the library's own, or stands among what is kept beside it."""
        file, library = file.resolve(), self.library.resolve()
        kept = (library.parent / "backups", self.cache.resolve(), self.state.resolve())
        is_library = file.parent == library.parent and file.name.startswith(library.name)
        return is_library or any(file.is_relative_to(folder) for folder in kept)

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
    """The folders to use: all under `home` or PAPERDECK_HOME where given, else the platform's.

    Errors: WrongUse for a `~name` that nobody has, and where nobody knows the user's own folder.
    """
    chosen = home or os.environ.get("PAPERDECK_HOME")
    if chosen:
        try:
            root = Path(chosen).expanduser()
        except RuntimeError as error:
            raise WrongUse(f"No one here is called as in “{chosen}”; give a whole path.") from error
        return Places(data=root, cache=root / "cache", config=root, state=root / "state")
    try:
        return Places(
            data=platformdirs.user_data_path(APP),
            cache=platformdirs.user_cache_path(APP),
            config=platformdirs.user_config_path(APP),
            state=platformdirs.user_state_path(APP),
        )
    except RuntimeError as error:  # no HOME, and a user whom the system does not know
        raise WrongUse(
            "Nobody says where your home folder is; choose a folder with --home DIR."
        ) from error


def is_there(file: Path) -> bool:
    """Whether this can be seen: not where its folder cannot be looked into either, or is ill."""
    return os.path.exists(file)  # noqa: PTH110 - pathlib's raises there


def make_private(folder: Path) -> None:
    """Make `folder`, and each parent that is missing, for its owner alone. Errors: OSError.

    What was made is there after a power cut, too. A folder that is there keeps its mode: it is its
    owner's choice.
    """
    for missing in reversed([place for place in folder.parents if not place.exists()]):
        _make_lasting(missing)
    if not folder.is_dir():
        _make_lasting(folder)


def _make_lasting(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have the names of what is in `folder` outlast a power cut, where the system can do that.

    Windows and some disks of other machines cannot; what is in the files is as safe there.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_whole(
    file: Path, content: bytes | Iterable[bytes], mode: int = 0o600, *, lasting: bool = True
) -> None:
    """Let `file` hold `content`; where that fails, it holds what it held, and nothing else is left.

    Bytes may come in pieces. Its folder must be there. It waits for the disk, so that a power cut
    takes nothing back; without `lasting` it does not, and what a power cut leaves may be nothing.
    Errors: OSError, and what the pieces raise.
    """
    import tempfile  # a start that writes nothing can do without

    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{APP}-")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines([content] if isinstance(content, bytes) else content)
            stream.flush()
            if lasting:
                os.fsync(descriptor)
        draft.chmod(mode)
        draft.replace(file)
    except BaseException:  # an interrupt must leave no draft behind either
        draft.unlink(missing_ok=True)
        raise
    if lasting:
        sync_folder(file.parent)


def sweep_drafts(folder: Path, older_than: float = 86_400.0) -> None:
    """Remove what processes that were killed amid write_whole left here, so many seconds ago."""
    with suppress(OSError):
        for draft in folder.glob(f".{APP}-*"):
            if time.time() - draft.stat().st_mtime > older_than:
                draft.unlink(missing_ok=True)
