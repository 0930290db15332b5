"""The programs that reach a clipboard from here, by what the environment says."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that fills a clipboard, and one that tells what the clipboard holds."""

    name: str
    clipboard: str  # tools of one clipboard stand in for each other: "X", "Wayland"
    write: tuple[str, ...]
    read: tuple[str, ...] = ()
    encoding: str = "utf-8"


_UTF8 = ("env", "-u", "LC_ALL", "LC_CTYPE=UTF-8")  # pbcopy mangles letters in another locale
_PBCOPY = Tool("pbcopy", "macOS", (*_UTF8, "pbcopy"), (*_UTF8, "pbpaste"))
_CLIP = Tool("clip.exe", "Windows", ("clip.exe",), encoding="utf-16le")
_WL_COPY = Tool(
    "wl-copy",
    "Wayland",
    ("wl-copy", "--type", "text/plain"),
    ("wl-paste", "--no-newline"),
)
_XCLIP = Tool(
    "xclip", "X", ("xclip", "-selection", "clipboard"), ("xclip", "-selection", "clipboard", "-o")
)
_XSEL = Tool("xsel", "X", ("xsel", "--clipboard", "--input"), ("xsel", "--clipboard", "--output"))


def applicable(env: Mapping[str, str], platform: str = sys.platform) -> tuple[Tool, ...]:
    """The tools whose clipboard is this person's, installed or not, the best of each first.

    Over SSH the far machine's own clipboard is nobody's; only a forwarded display counts.
    """
    return tuple(_tools(env, platform))


def is_installed(program: str, env: Mapping[str, str]) -> bool:
    """Whether `program` is on the PATH of `env`."""
    return shutil.which(program, path=env.get("PATH", "")) is not None


def is_remote(env: Mapping[str, str]) -> bool:
    """Whether the terminal is on another machine than this program."""
    return bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY"))


def _is_ours(display: str, env: Mapping[str, str]) -> bool:
    """Whether this X display is before the person who presses keys.

    Over SSH one that is forwarded is, "localhost:10.0"; ":0" is the far machine's own screen.
    """
    return bool(display) and not (is_remote(env) and display.startswith((":", "unix:", "/")))


def _tools(env: Mapping[str, str], platform: str) -> Iterator[Tool]:
    if not is_remote(env):
        if platform == "darwin":
            yield _PBCOPY
        if env.get("WSL_DISTRO_NAME") or env.get("WSL_INTEROP"):
            yield _CLIP
    if env.get("WAYLAND_DISPLAY"):
        yield _WL_COPY
    if _is_ours(env.get("DISPLAY", ""), env) and platform != "darwin":
        yield _XCLIP
        yield _XSEL
