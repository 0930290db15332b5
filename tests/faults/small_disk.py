"""A real disk of a few pages, filled to the last byte and emptied again; or turned read-only."""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Self

import pytest

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

PAGE = 4096
"""What a disk of this kind gives out at once."""


def _why_not() -> str:
    if os.geteuid() != 0:
        return "only root may mount a disk"
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder],
            capture_output=True,
            check=False,
        )
        if done.returncode == 0:
            subprocess.run(["umount", folder], check=True)
            return ""
        return f"no disk can be mounted here: {done.stderr.decode().strip()}"


def needs_a_small_disk() -> pytest.MarkDecorator:
    """A mark that skips a test, saying why, where no disk may be mounted."""
    why = _why_not()
    return pytest.mark.skipif(bool(why), reason=why)


class SmallDisk:
    """A disk mounted at `root`, gone with all that is on it at the end of the `with`."""

    def __init__(self, root: Path, size: int = 4 << 20) -> None:
        self.root = root
        self._size = size
        self._ballast = root / "ballast"

    def __enter__(self) -> Self:
        self.root.mkdir()
        size = f"size={self._size},mode=0755"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "none", str(self.root)], check=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        subprocess.run(["umount", "--lazy", str(self.root)], check=True)

    def leave(self, room: int) -> None:
        """Fill the disk until this many bytes are free, whole pages."""
        self.empty()
        with self._ballast.open("wb", buffering=0) as ballast:
            while (left := self.room() - room) > 0:
                with suppress(OSError):  # a program that runs took it first
                    ballast.write(bytes(min(left, 1 << 16)))

    def empty(self) -> None:
        """Make room again."""
        self._ballast.unlink(missing_ok=True)

    def room(self) -> int:
        """How many bytes are free."""
        found = os.statvfs(self.root)
        return found.f_bavail * found.f_frsize

    def may_be_written(self, *, is_so: bool) -> None:
        """Turn the whole disk read-only, or back."""
        how = "remount,rw" if is_so else "remount,ro"
        subprocess.run(["mount", "-o", how, str(self.root)], check=True)
