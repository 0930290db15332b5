"""The day a page is of, from the way the page writes it."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}{_MONTH}\s*{_DAY}(?:,?\s+{_YEAR})?",  # Sep 1, September 1st, 2025
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH}(?![a-z])(?:,?\s+{_YEAR})?",  # 1 Sep 2025
        rf"{_YEAR}[-/.](?P<month>0?[1-9]|1[0-2])[-/.]{_DAY}",  # 2025-09-01
        rf"(?:{_YEAR}\s*年\s*)?(?P<month>0?[1-9]|1[0-2])\s*月\s*{_DAY}\s*日",
    )
)
_LONGEST_LABEL = 40
_LEAP_CYCLE = 9  # years after which February 29 has surely come round again


def match_day(text: str, start: int = 0) -> re.Match[str] | None:
    """The day written in `text` at `start`, in any form known, if there is one."""
    for form in _FORMS:
        if found := form.match(text, start):
            return found
    return None


def is_day(text: str) -> bool:
    """Whether `text` is a day and nothing else: "Sep 1", "1 September 2025", "2025-09-01"."""
    if len(text) > _LONGEST_LABEL:
        return False
    return any(form.fullmatch(text) for form in _FORMS)


def day_of(
    label: str | None, saved: dt.date, year: int | None = None
) -> tuple[dt.date | None, bool]:
    """The day that `label` means on a page saved on `saved`, and whether its year was assumed.

    Without a year in the label or in `year` it is the latest such day not after `saved`.
    A label that names no day of the calendar gives (None, False).
    """
    found = match_day(label.strip()) if label else None
    if found is None:
        return None, False
    parts = found.groupdict()
    month = int(parts["month"]) if parts.get("month") else _month_number(found["name"])
    day = int(found["day"])
    if written := parts.get("year"):
        return _day(int(written), month, day), False
    if year is not None:
        return _day(year, month, day), False
    for candidate in range(saved.year, max(saved.year - _LEAP_CYCLE, dt.MINYEAR), -1):
        latest = _day(candidate, month, day)
        if latest is not None and latest <= saved:
            return latest, True
    return None, False


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
