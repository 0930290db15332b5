"""The day that a page's label means."""

from __future__ import annotations

import datetime as dt

import pytest

from index.days import day_of, is_day

SAVED = dt.date(2026, 9, 8)


@pytest.mark.parametrize(
    "label",
    ["Sep 1", "Sept. 1", "September 1", "september 1st", "Tue, Sep 1", "1 Sep", "1 of September",
     " Sep 1 ", "9月1日"],
)  # fmt: skip
def test_a_day_without_a_year_is_the_latest_one_and_marked_as_assumed(label: str) -> None:
    assert day_of(label, SAVED) == (dt.date(2026, 9, 1), True)


@pytest.mark.parametrize(
    "label", ["Sep 1, 2024", "1 September 2024", "2024-09-01", "2024/9/1", "2024年9月1日"]
)
def test_a_written_year_is_believed(label: str) -> None:
    assert day_of(label, SAVED, 2020) == (dt.date(2024, 9, 1), False)


def test_a_day_after_the_file_was_saved_is_last_years() -> None:
    assert day_of("Sep 9", SAVED) == (dt.date(2025, 9, 9), True)
    assert day_of("Sep 8", SAVED) == (SAVED, True)


def test_a_year_that_was_asked_for_is_not_assumed() -> None:
    assert day_of("Sep 9", SAVED, 2026) == (dt.date(2026, 9, 9), False)


def test_a_leap_day_is_found_in_the_latest_leap_year() -> None:
    assert day_of("Feb 29", SAVED) == (dt.date(2024, 2, 29), True)
    assert day_of("Feb 29", dt.date(1903, 1, 1)) == (dt.date(1896, 2, 29), True)


@pytest.mark.parametrize("label", [None, "", "Daily", "Sep 31", "2025-02-29", "Sep 40"])
def test_what_names_no_day_gives_none(label: str | None) -> None:
    assert day_of(label, SAVED) == (None, False)
    assert day_of(label, SAVED, 2026) == (None, False)


def test_a_day_is_a_day_and_nothing_else() -> None:
    assert is_day("Sep 1")
    assert not is_day("Sep 1 was a Tuesday")
    assert not is_day("May 3 Readers Be Compared on a Single Page of Text")
