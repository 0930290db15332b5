"""Fuzzes one reader: `python -m tests.fuzz pages -max_total_time=3600`, or queries.

What follows the name is libFuzzer's. Bytes of which something does not hold are kept in found/,
from where the tests read them again; all that leads to new code is kept in .fuzz/.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LONGEST = {"pages": 4096, "queries": 512}


def main() -> None:
    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["index"]):
        from tests.fuzz import pages, queries
        from tests.fuzz.seeds import write_seeds

    check = {"pages": pages.check, "queries": queries.check}[name]
    corpus = ROOT / ".fuzz" / name
    words = write_seeds(name, corpus)
    found = HERE / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    atheris.enabled_hooks.add("RegEx")
    atheris.Setup(
        [
            sys.argv[0],
            str(corpus),
            str(found),
            f"-dict={words}",
            f"-artifact_prefix={found}/",
            f"-max_len={LONGEST[name]}",
            "-timeout=60",  # the checks themselves tell what is slow: this is for what never ends
            "-report_slow_units=60",
            "-rss_limit_mb=2048",
            *options,
        ],
        check,
    )
    atheris.Fuzz()


main()
