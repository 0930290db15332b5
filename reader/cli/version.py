"""Which Paperdeck this is."""

from __future__ import annotations


def version() -> str:
    """The installed version; "unknown" where Paperdeck runs without having been installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("paperdeck")
    except PackageNotFoundError:
        return "unknown"
