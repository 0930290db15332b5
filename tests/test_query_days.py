"""Days as they are typed: `day:` and `added:`."""

from __future__ import annotations

import datetime as dt

import pytest

from index.query.parse import parse
from index.query.printing import to_text
from index.query.tree import Added, Everything, OfDay

TODAY = dt.date(2026, 3, 31)


def day(month: int, day_of_month: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, day_of_month)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("today", day(3, 31), day(3, 31)),
        ("Yesterday", day(3, 30), day(3, 30)),
        ("7d", day(3, 24), None),
        ("2w", day(3, 17), None),
        ("1m", day(2, 28), None),
        ("3m", day(12, 31, 2025), None),
        ("1y", day(3, 31, 2025), None),
        ("0d", day(3, 31), None),
        ("<7d", day(3, 25), None),
        (">7d", None, day(3, 23)),
        ("2w..7d", day(3, 17), day(3, 24)),
        ("7d..today", day(3, 24), day(3, 31)),
        ("2026-09-01", day(9, 1), day(9, 1)),
        ("2026/9/1", day(9, 1), day(9, 1)),
        ("=2026-09-01", day(9, 1), day(9, 1)),
        ("2024-02", day(2, 1, 2024), day(2, 29, 2024)),
        ("2026", day(1, 1), day(12, 31)),
        ("2026-09-01..2026-09-08", day(9, 1), day(9, 8)),
        ("2026-09-08..2026-09-01", day(9, 1), day(9, 8)),
        ("2026-09–2026-10", day(9, 1), day(10, 31)),
        ("2026-09..", day(9, 1), None),
        ("..2026-09", None, day(9, 30)),
        ("<=2026-09", None, day(9, 30)),
        ("≥2026-09", day(9, 1), None),
        (">2026-09", day(10, 1), None),
        ("<2026-09", None, day(8, 31)),
        ('"Sep 1"', day(9, 1, 2025), day(9, 1, 2025)),
        ('"Feb 1".."Mar 8"', day(2, 1), day(3, 8)),
        ("999999y", dt.date.min, None),
        ("999999d", dt.date.min, None),
        (">9999", dt.date.max, None),
        ("*", None, None),
    ],
)
def test_days_are_counted_from_today_and_kept_as_dates(typed, first, last):
    for name, kind in (("day", OfDay), ("added", Added)):
        query = parse(f"{name}:{typed}", today=TODAY)
        assert query.tree == kind(first, last)
        assert query.notes == ()
        assert parse(to_text(query.tree)).tree == query.tree


@pytest.mark.parametrize(
    "typed", ["yesterday-ish", "2026-13", "2026-02-30", "0000", "..", "7x", "<", "a..b"]
)
def test_what_is_no_day_is_said_and_left_out(typed):
    query = parse(f"added:{typed}", today=TODAY)
    assert query.tree == Everything()
    assert query.notes == (
        f"“added:{typed}” left out: added: takes days such as today, 7d, 2026-09-01 or "
        "2026-08..2026-09.",
    )


def test_a_day_being_typed_is_silent_and_leaves_nothing_out():
    whole = "day:2026-09-01..2026-09-08"
    for end in range(len("day:"), len(whole)):
        assert parse(whole[:end], typing=True, today=TODAY).notes == ()
    assert parse("day:yest", typing=True).tree == Everything()


def test_without_a_day_given_today_is_today():
    assert parse("added:today").tree in (
        Added(dt.date.today(), dt.date.today()),
        Added(dt.date.today() - dt.timedelta(1), dt.date.today() - dt.timedelta(1)),
    )
