"""A drawn line keeps what is asked for again, and nothing else that was made of it."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.cache import FIFOCache
from textual.color import Color
from textual.filter import Monochrome
from textual.strip import Strip

from reader.strips import keep_little
from tests.pressing import open_reader

if TYPE_CHECKING:
    from pathlib import Path

BLACK = Color(0, 0, 0)


def a_line() -> Strip:
    keep_little()
    return Strip([Segment("Graphs ", Style(color="red")), Segment("of graphs", Style())])


def bytes_of(line: Strip) -> int:
    """Of this and all that it keeps, each counted once."""
    held: dict[int, object] = {}
    coming: list[object] = [line]
    while coming:
        each = coming.pop()
        if id(each) not in held:
            held[id(each)] = each
            kept = gc.get_referents(each)
            coming += [one for one in kept if not isinstance(one, type | str | int)]
    return sum(map(sys.getsizeof, held.values()))


def test_a_new_line_is_smaller_than_half_of_the_stores_it_would_have() -> None:
    keep_little()
    stores = 7 * (sys.getsizeof(FIFOCache(4)) + sys.getsizeof({}))
    assert bytes_of(Strip([])) < stores / 2


def test_a_line_cut_and_filtered_as_before_is_the_same_one() -> None:
    line, mono = a_line(), Monochrome()
    assert line.divide([3, 16]) is line.divide([3, 16])
    assert line.apply_filter(mono, BLACK) is line.apply_filter(mono, BLACK)


def test_a_line_cut_elsewhere_or_filtered_otherwise_is_another() -> None:
    line = a_line()
    for at in (3, 5, 3):
        assert [piece.text for piece in line.divide([at, 16])] == [
            "Graphs of graphs"[:at],
            "Graphs of graphs"[at:],
        ]
    plain = line.apply_filter(Monochrome(), BLACK)
    assert line.apply_filter(Monochrome(), BLACK) is not plain
    assert [part.text for part in line.crop(2, 9)] == ["aphs ", "of"]
    assert line.adjust_cell_length(18).text == "Graphs of graphs  "


def test_it_is_the_reader_that_lets_its_lines_keep_little(tmp_path: Path) -> None:
    """Seen in a process of its own, as no test before has asked for it there."""
    program = (
        "import sys; from pathlib import Path; from textual.strip import Strip;"
        "from index.paths import places; from reader.app import ReaderApp;"
        "ReaderApp(places(Path(sys.argv[1]))).close();"
        "print(type(Strip([])._crop_cache).__module__)"
    )
    told = subprocess.check_output([sys.executable, "-c", program, str(tmp_path)], text=True)
    assert told.strip() == "reader.strips"


async def test_lines_of_a_reader_that_are_cut_in_many_ways_keep_the_last_alone(
    tmp_path: Path,
) -> None:
    async with open_reader(tmp_path):
        line = a_line()
        line.divide([3, 16])
        once = bytes_of(line)
        for at in range(4, 15):
            line.divide([at, 16])
            line.crop(0, at)
            line.adjust_cell_length(20 + at)
        assert bytes_of(line) < once + 500
