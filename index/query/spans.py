"""Days as they are typed: `7d`, `today`, `2026-09`, `2026-09-01..2026-09-08`, `<=2026`."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TypeAlias

Span: TypeAlias = tuple[dt.date | None, dt.date | None]
"""The first and the last day, both included; None where it is open."""

_PARTED = re.compile(r"\s*,?\s*(?:\.\.|–|…)\s*,?\s*")
_SIGNS = ("<=", ">=", "=", "<", ">", "≤", "≥")
_AGO = re.compile(r"(\d{1,6})([dwmy])")
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_MONTHS = {"m": 1, "y": 12}
_DAYS = {"d": 1, "w": 7}
_OPPOSITE = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "≤": "≥", "≥": "≤"}


def span_of(text: str, today: dt.date) -> Span | None:
    """The days that `text` means; None where it means none. (None, None) is any day at all."""
    text = text.strip().casefold()
    if text == "*":
        return None, None
    ends = _PARTED.split(text)
    if len(ends) == 2:
        return _between(ends[0], ends[1], today)
    sign = next((sign for sign in _SIGNS if text.startswith(sign)), "")
    written = text.removeprefix(sign).strip()
    is_age = _AGO.fullmatch(written) is not None
    span = _whole(written, today)
    if span is None:
        return None
    if is_age:  # ">7d" is longer ago than 7 days, and "7d" since then
        sign = _OPPOSITE.get(sign, sign) if sign else ">="
    return _bounded(sign, *span)


def _between(first: str, last: str, today: dt.date) -> Span | None:
    """From one end to the other, whichever is the earlier; an end left out is open."""
    spans = [_whole(end, today) for end in (first, last) if end]
    days = [day for span in spans if span for day in span]
    if not spans or None in spans:
        return None
    return (min(days) if first else None), (max(days) if last else None)


def _bounded(sign: str, first: dt.date, last: dt.date) -> Span:
    match sign:
        case "<=" | "≤":
            return None, last
        case ">=" | "≥":
            return first, None
        case "<":
            return None, _moved(first, -1)
        case ">":
            return _moved(last, 1), None
    return first, last


def _whole(text: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """The first and last day of what is written: a day, a month or a year."""
    if text in ("today", "yesterday"):
        day = _moved(today, -(text == "yesterday"))
        return day, day
    if ago := _AGO.fullmatch(text):
        day = _before(today, int(ago[1]), ago[2])
        return day, day
    if date := _DATE.fullmatch(text):
        return _of_calendar(*(int(part) if part else None for part in date.groups()))
    from index.days import day_of  # its expressions are for the few who write "Sep 1"

    named, _ = day_of(text, today)
    return (named, named) if named else None


def _of_calendar(
    year: int | None, month: int | None, day: int | None
) -> tuple[dt.date, dt.date] | None:
    try:
        first = dt.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day is not None:
        return first, first
    last_month = month or 12
    return first, first.replace(
        month=last_month, day=calendar.monthrange(first.year, last_month)[1]
    )


def _before(day: dt.date, count: int, unit: str) -> dt.date:
    """The day so many days, weeks, months or years before; the first of all where none is."""
    if unit in _DAYS:
        return _moved(day, -count * _DAYS[unit])
    months = day.year * 12 + day.month - 1 - count * _MONTHS[unit]
    year, month = divmod(months, 12)
    if year < dt.MINYEAR:
        return dt.date.min
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _moved(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days)
    except OverflowError:
        return dt.date.min if days < 0 else dt.date.max
