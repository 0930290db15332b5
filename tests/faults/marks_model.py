"""What a library's marks should be: a set, and the actions that were done and undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

BOOKMARK, READ, TAG, NOTE = "bookmark", "read", "tag", "note"


class Change(NamedTuple):
    """One mark on one paper, before and after; None where it is not there."""

    paper: str
    kind: str
    before: object
    after: object


@dataclass
class Marks:
    """Every mark there should be."""

    held: set[tuple[str, str, object]] = field(default_factory=set)
    done: list[list[Change]] = field(default_factory=list)
    undone: list[list[Change]] = field(default_factory=list)
    opened: bool = False  # a paper was marked as read by no action

    def has(self, paper: str, kind: str, name: object = True) -> bool:
        return (paper, kind, name) in self.held

    def tags(self, paper: str) -> tuple[str, ...]:
        return tuple(sorted(str(n) for p, kind, n in self.held if (p, kind) == (paper, TAG)))

    def note(self, paper: str) -> str | None:
        return next((str(n) for p, kind, n in self.held if (p, kind) == (paper, NOTE)), None)

    def kinds(self) -> set[tuple[str, object]]:
        return {(kind, name) for _, kind, name in self.held}

    def act(self, changes: list[Change]) -> int:
        """Do this as one action; how many papers it changes."""
        if changes:
            for change in changes:
                self._turn(change)
            self.done.append(changes)
            self.undone.clear()
        return len({change.paper for change in changes})

    def put(self, change: Change) -> None:
        """What no action does."""
        self.opened = True
        self._turn(change)

    def undo(self) -> bool:
        """Take the last action back; whether there was one."""
        if not self.done:
            return False
        self.undone.append(self.done.pop())
        for change in self.undone[-1]:
            self._turn(change._replace(before=change.after, after=change.before))
        return True

    def redo(self) -> bool:
        if not self.undone:
            return False
        self.done.append(self.undone.pop())
        for change in self.done[-1]:
            self._turn(change)
        return True

    def undo_all_and_redo(self, count: int) -> None:
        for _ in range(count):
            self.undo()
        for _ in range(count):
            self.redo()

    def _turn(self, change: Change) -> None:
        self.held.discard((change.paper, change.kind, change.before))
        if change.after is not None:
            self.held.add((change.paper, change.kind, change.after))
