"""Whoosh's storage, with every byte checked: what is written is summed, what is read compared."""

from __future__ import annotations

from contextlib import closing, suppress
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING, Any

from index.search.admitted import load
from index.search.edge import quietly
from index.search.ondisk.file import CheckedFile, IndexFile
from index.search.ondisk.kept import Kept
from index.search.ondisk.sums import Damaged, Sums, sealed, sums_of, unsealed
from index.search.private import PrivateFolder

with quietly():
    from whoosh.filedb.filestore import FileStorage, RamStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.index import TOC, FileIndex, clean_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from whoosh.fields import Schema

NAME = "MAIN"
_DRAFT = "draft"  # of a commit; the next one takes its place if it stays


class _CheckedStream(StructFile):  # type: ignore[misc]  # Whoosh has no types
    """What Whoosh reads numbers and pickles from; these may hold plain values alone."""

    def read_pickle(self) -> Any:
        return load(self.file)


class SealedStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """The folder of the index, as Whoosh asks for its files; held open to the end of `with`.

    Errors: Damaged, from any reading; NotOurs; OSError.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self._held = PrivateFolder(path)
        self._written: list[StructFile] = []
        self._kept = Kept()
        self.sums: dict[str, Sums] = {}
        """Of the files of the commit that was read or written last."""

    def index(self, fields: Schema, is_made: bool = False) -> FileIndex:
        """The index of the last commit; where there is none, one without papers if asked for."""
        if is_made and TOC._latest_generation(self, NAME) < 0:  # noqa: SLF001
            self.write_commit(TOC(fields, [], 0))
        return FileIndex(self, fields, NAME)

    def commit(self, fields: Schema) -> TOC:
        """The last commit. Errors: also where one of its files has another size, or is lost."""
        commit = TOC.read(self, NAME, schema=fields)
        for name, sums in self.sums.items():
            if (size := self._held.stat(name).st_size) != sums.size:
                raise Damaged(f"{name} has {size} bytes of {sums.size}")
        return commit

    def write_commit(self, commit: TOC) -> None:
        """Put a commit in place, whole or not at all, with the sums of all files of its segments.

        Files that were summed before stay as they are, and are not read again.
        """
        memory = RamStorage()
        commit.write(memory, NAME)
        ((name, toc),) = memory.files.items()
        self.sums = {file: self._sums_of(file) for file in self._files_of(commit.segments)}
        with self._held.create(_DRAFT) as draft:
            draft.write(sealed(toc, self.sums))
        self._held.rename(_DRAFT, name)
        self._written.clear()

    def undo_writing(self, generation: int, segments: Iterable[Any]) -> None:
        """Let there be no file but those of this commit, as the next one was given up."""
        for stream in self._written:
            with suppress(OSError, ValueError):  # what cannot be flushed is closed all the same
                stream.file.close()
        self._written.clear()
        clean_files(self, NAME, generation, segments)
        with suppress(OSError):
            self._held.remove(_DRAFT)

    def checked(self, name: str) -> IndexFile:
        """A file of the commit that was read last."""
        if name not in self.sums:
            raise Damaged(f"no sums of {name}")
        return IndexFile(self._held.open(name), self.sums[name], self._kept)

    def content(self, name: str) -> bytes:
        """All of a file of that commit."""
        with closing(self.checked(name)) as file:
            return file.read(0, file.size)

    def open_file(self, name: str, **_: Any) -> StructFile:
        if not name.endswith(".toc"):
            return _CheckedStream(BufferedReader(CheckedFile(self.checked(name))), name)
        with self._held.open(name) as file:
            toc, self.sums = unsealed(file.read())
        return _CheckedStream(BytesIO(toc), name)

    def create_file(self, name: str, **_: Any) -> StructFile:
        stream = StructFile(self._held.create(name), name)
        self._written.append(stream)
        return stream

    def temp_storage(self, name: str | None = None) -> RamStorage:
        """Some bytes a paper are put there: nothing that could stay behind on a disk."""
        return RamStorage()

    def list(self) -> Sequence[str]:
        return self._held.names()

    def file_exists(self, name: str) -> bool:
        return name in self.list()

    def file_length(self, name: str) -> int:
        return self._held.stat(name).st_size

    def delete_file(self, name: str) -> None:
        self._held.remove(name)

    def close(self) -> None:
        """Go on: Whoosh closes its storage with each reader of it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._kept.close()  # its files know it, and would keep its room
        self._held.close()

    def _files_of(self, segments: Iterable[Any]) -> Sequence[str]:
        return sorted(file for segment in segments for file in segment.list_files(self))

    def _sums_of(self, name: str) -> Sums:
        if name in self.sums:
            return self.sums[name]
        with self._held.open(name) as file:
            return sums_of(file)
