"""`python -m tests.relevance`: how well search ranks, in one table."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.relevance.figures import figures


def main() -> int:
    """Print the table; 1 where a figure is too low or nothing could be measured."""
    print(f"{'':18} asked  least  measured")
    all_met = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures(Path(folder)):
            print(figure, flush=True)
            all_met.append(figure.is_met)
    return 0 if all_met and all(all_met) else 1


if __name__ == "__main__":
    sys.exit(main())
