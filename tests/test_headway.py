"""How far long work is, in figures that can be read while they change."""

from __future__ import annotations

import pytest

from reader.headway import Gauge, Headway, left_words, rate_words
from reader.widgets.work_line import work_line


def test_a_rate_is_told_once_there_is_one_and_the_time_left_follows() -> None:
    gauge = Gauge("Indexing")
    assert gauge.read(0, 10_000, now=0.0).rate is None
    assert gauge.read(900, 10_000, now=0.9).rate is None
    assert gauge.read(2_000, 10_000, now=2.0) == Headway("Indexing", 2_000, 10_000, 1_000.0, 8.0)


def test_figures_stand_still_for_a_second() -> None:
    gauge = Gauge("Indexing")
    gauge.read(0, 10_000, now=0.0)
    rate = gauge.read(1_000, 10_000, now=1.0).rate
    assert gauge.read(9_000, 10_000, now=1.5).rate == rate


def test_the_rate_is_that_of_the_last_seconds() -> None:
    gauge = Gauge("Indexing")
    for second in range(30):
        gauge.read(second * 1_000, 100_000, now=second)
    for second in range(30, 60):
        headway = gauge.read(30_000 + (second - 30) * 100, 100_000, now=second)
    assert headway.rate == pytest.approx(100)


def test_work_that_stands_still_has_no_time_left() -> None:
    gauge = Gauge("Indexing")
    for second in range(20):
        headway = gauge.read(500, 1_000, now=second)
    assert (headway.rate, headway.left) == (None, None)


def test_work_that_begins_anew_is_measured_anew() -> None:
    gauge = Gauge("Indexing")
    gauge.read(0, 1_000, now=0)
    assert gauge.read(900, 1_000, now=2).rate
    assert gauge.read(0, 1_000, now=3).rate is None


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (12_345, "12,000 a second"),
        (1_834, "1,800 a second"),
        (7.4, "7 a second"),
        (0.5, "30 a minute"),
    ],
)
def test_a_rate_is_rounded_for_the_eye(rate: float, words: str) -> None:
    assert rate_words(rate) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.1, "1 s left"),
        (37.2, "37 s left"),
        (59.8, "1 min left"),
        (200, "3 min left"),
        (9_000, "2 h left"),
    ],
)
def test_time_left_is_told_in_the_unit_that_fits(seconds: float, words: str) -> None:
    assert left_words(seconds) == words


def test_the_whole_line_is_read_in_one_go() -> None:
    line = work_line(Headway("Indexing", 34_000, 100_000, 1_800, 37), 119).plain
    assert "Indexing ━━━━━━━━━━━━  34,000 of 100,000 · 1,800 a second · 37 s left" in line
    assert line.endswith("   Esc stops")


@pytest.mark.parametrize("width", [120, 80, 50, 40, 30])
def test_no_part_of_the_line_moves_and_none_is_cut(width: int) -> None:
    first = work_line(Headway("Indexing", 5, 100_000), width).plain
    last = work_line(Headway("Indexing", 100_000, 100_000, 12_000, 59), width).plain
    assert len(first) == len(last) <= max(width, len(" Indexing 100,000 of 100,000   Esc stops"))
    assert first.index("Esc") == last.index("Esc")


def test_at_fifty_columns_the_time_left_still_stands() -> None:
    line = work_line(Headway("Indexing", 34_000, 100_000, 1_800, 37), 50).plain
    assert "34,000 of 100,000 · 37 s  " in line
    assert len(line) <= 50
