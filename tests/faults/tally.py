"""What faults were made in this run, how many times, and what was lost: told at its end."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """How often each fault was made, and how often something was lost by it."""

    faults: dict[str, int] = field(default_factory=dict)
    losses: dict[str, int] = field(default_factory=dict)

    def made(self, fault: str, *, lost: int = 0) -> None:
        """Count one more fault of this kind; `lost` says of how many things nothing was left."""
        self.faults[fault] = self.faults.get(fault, 0) + 1
        self.losses[fault] = self.losses.get(fault, 0) + lost

    def lines(self) -> list[str]:
        """The table, a line each; none where no fault was made."""
        if not self.faults:
            return []
        width = max(map(len, self.faults))
        rows = [
            f"{fault:<{width}}  {made:>6,}  {self.losses[fault]:>4,}"
            for fault, made in self.faults.items()
        ]
        return [f"{'Fault':<{width}}    Made  Lost", *rows]


TALLY = Tally()
"""This run's."""
