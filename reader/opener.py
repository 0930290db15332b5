"""Opens a link in the person's browser: web addresses alone, and never through a shell."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import webbrowser
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from index.errors import LibraryError, WrongUse
from index.text import UNSEEN, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


REFUSES_WITHIN = 0.5

_PLAIN_HOST = re.compile(r"[a-z0-9_.-]+(?::\d{1,5})?", re.ASCII | re.IGNORECASE)
"""A name, and perhaps a port. Before “@” anybody's name may stand, and letters of other scripts
look like those of a name one knows: such an address opens another page than it seems to."""

_IN_A_SCRIPT = ":/?#=%+,.~@-"
"""What stays as it is where BROWSER puts the address among the words of a script."""


class NoBrowser(LibraryError):
    """No browser can be reached from here."""


def open_link(url: str, env: Mapping[str, str] | None = None) -> str:
    """Open `url` in a browser that lives on without us, and say in a sentence with which.

    $BROWSER decides, then the desktop's own opener; one that fails at once makes way for the
    next, so this takes up to REFUSES_WITHIN seconds and belongs on a thread. Errors: WrongUse
    where `url` is no plain http or https address, NoBrowser where there is no browser here, as
    over SSH.
    """
    address = _checked(url)
    env = os.environ if env is None else env
    refused = ""
    for command in _commands(env):
        try:
            _start(_with_address(command, address), env)
        except OSError as error:
            refused = f" ({command[0]}: {error.strerror or error})"
        else:
            return f"Opened with {PurePath(command[0]).name}: {address}"
    # Elsewhere webbrowser may start a text browser on the reader's own terminal.
    if sys.platform in ("win32", "darwin") and webbrowser.open(address):
        return f"Opened in the browser: {address}"
    raise NoBrowser(f"No browser can be opened from here{refused}; press Y to copy {address}")


def _checked(url: str) -> str:
    """`url` where it is a plain web address: nothing in it is a control, a space or an option."""
    shown = one_line(url)[:200]
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError as error:
        raise WrongUse(f"“{shown}” is no web address; choose another link") from error
    is_plain = url.isprintable() and not any(character.isspace() for character in url)
    if not is_web or not is_plain or UNSEEN.search(url):
        raise WrongUse(
            f"Only http and https links are opened, and “{shown}” is none; copy it with Y"
        )
    if not _PLAIN_HOST.fullmatch(parts.netloc):
        raise WrongUse(f"“{shown}” hides which site it leads to and is not opened; copy it with Y")
    return url


def _commands(env: Mapping[str, str]) -> Iterator[list[str]]:
    """The commands to try, the person's own choice first. BROWSER is a list, as webbrowser's."""
    for choice in filter(None, env.get("BROWSER", "").split(os.pathsep)):
        try:
            command = shlex.split(choice)
        except ValueError:
            continue
        if command and command[-1] == "&":
            command.pop()
        if command:
            yield command
    if sys.platform == "darwin":
        yield ["open"]
    if env.get("WSL_DISTRO_NAME"):
        yield from _installed("wslview", env)
    if env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"):
        for opener in ("xdg-open", "gio", "x-www-browser", "firefox", "chromium"):
            yield from _installed(opener, env)


def _installed(program: str, env: Mapping[str, str]) -> Iterator[list[str]]:
    if shutil.which(program, path=env.get("PATH", "")):
        yield [program, "open"] if program == "gio" else [program]


def _with_address(command: list[str], address: str) -> list[str]:
    if any("%s" in word for word in command):
        return [word.replace("%s", _within(word, address)) for word in command]
    return [*command, address]


def _within(word: str, address: str) -> str:
    """`address` to stand in `word`: one with a space in it is a script, which must not obey it."""
    return quote(address, safe=_IN_A_SCRIPT) if " " in word else address


def _start(argv: list[str], env: Mapping[str, str]) -> None:
    """Start `argv` away from our terminal, so that it neither writes on it nor ends with it.

    Errors: OSError, also where it ends in failure at once.
    """
    process = subprocess.Popen(
        argv,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = process.wait(timeout=REFUSES_WITHIN)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()  # leave no dead child behind
    else:
        if code != 0:
            raise OSError(f"it ended with code {code}")
