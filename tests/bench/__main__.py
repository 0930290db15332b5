"""`python -m tests.bench [WORDS]`: measures the figures whose names hold WORDS, or all of them.

Each is taken over libraries of several sizes, three pages and up to 100,000 papers, and beside
other engines over the same papers where there are any: "tantivy 1.3 ×0.9" took 1.3, which is 0.9
times as long. A value beyond its bound has a mark, and the exit code is then 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.bench.figures import FIGURES
from tests.bench.subject import THREE_PAGES, Subject
from tests.bench.table import heading, measure

SIZES = (THREE_PAGES, 1_000, 10_000, 100_000)
MILLION = 1_000_000


def main(wanted: str, sizes: list[int]) -> int:
    """Print the table; 1 where a figure is beyond its bound."""
    figures = [figure for figure in FIGURES if wanted in figure.name]
    sizes = [size for size in sizes if any(figure.sizes(size) for figure in figures)]
    print(heading(sizes))
    is_good = True
    with tempfile.TemporaryDirectory() as folder, ExitStack() as files:
        subjects = [Subject(size, Path(folder) / str(size)) for size in sizes]
        for subject in subjects:
            files.callback(subject.close)
        for figure in figures:
            measured = measure(figure, subjects)
            is_good &= measured.is_within
            if measured.values:
                print(measured.line(sizes), flush=True)
    if hasattr(os, "getloadavg"):
        print(f"\nload {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; the less, the truer")
    return 0 if is_good else 1


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("words", nargs="*", help="a part of the figures' names")
    parser.add_argument(
        "--size", type=int, action="append", help="papers of a made library; may be repeated"
    )
    parser.add_argument("--million", action="store_true", help="a million papers, without peers")
    return parser.parse_args()


if __name__ == "__main__":
    asked = arguments()
    chosen = [MILLION] if asked.million else asked.size or list(SIZES)
    sys.exit(main(" ".join(asked.words), chosen))
