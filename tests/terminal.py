"""Real terminals for tests: a private tmux with one program in it, and a private X server."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

LEFT_OUT = (
    *("TMUX", "TMUX_PANE", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "STY"),
    *("PAPERDECK_HOME", "NO_COLOR", "BROWSER", "COLUMNS", "LINES"),
)
"""What a program under test must not get from the person who runs the tests: above all,
their clipboard."""

_SETTINGS = {
    "status": "off",
    "escape-time": "0",
    "remain-on-exit": "on",
    "remain-on-exit-format": "",
    "exit-empty": "off",
    "default-terminal": "tmux-256color",
}


def needs(*programs: str) -> pytest.MarkDecorator:
    """A mark that skips a test, saying why, where one of `programs` is not installed."""
    missing = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def clean_environment(**more: str) -> dict[str, str]:
    """This process's environment without LEFT_OUT, speaking UTF-8, with `more` added."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**kept, "LC_ALL": "C.UTF-8", **more}


def wait_until(happened: Callable[[], bool], what: str, seconds: float = 15) -> None:
    """Return as soon as `happened()`; AssertionError naming `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.01)


# tmux itself now and then misses how a program ended, so a shell around it writes that down.
_WATCHED = """
trap : INT QUIT
sh -c 'echo $$ >"$0.pid"; exec "$@"' "$@"
echo $? >"$1.new" && mv "$1.new" "$1.exit"
"""


class Tmux:
    """A private tmux server showing one program; nothing of it is left after the `with`.

    `options` are tmux's own, `{"set-clipboard": "external"}`. A program may be started again
    once it has ended (or in place of the running one): the server and its buffers stay.
    `command` and `environment` reach this server: `[*tmux.command, "attach"]`.
    """

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        self._options = {**_SETTINGS, **(options or {})}

    def __enter__(self) -> Self:
        # A socket's path may not be longer than about 100 bytes, so pytest's tmp_path will not do.
        self._folder = Path(tempfile.mkdtemp(prefix="deck-"))
        lines = (f'set -gq {name} "{value}"\n' for name, value in self._options.items())
        config = self._folder / "tmux.conf"
        config.write_text("".join(lines))
        self.environment = clean_environment(TMUX_TMPDIR=str(self._folder))
        self.command = ["tmux", "-u", "-L", "private", "-f", str(config)]
        self._starts = 0
        return self

    def __exit__(self, *raised: object) -> None:
        subprocess.run(
            [*self.command, "kill-server"],
            env=self.environment,
            capture_output=True,
            timeout=10,
            check=False,
        )
        shutil.rmtree(self._folder, ignore_errors=True)

    def run(self, *command: str) -> str:
        """What one tmux command prints. AssertionError where tmux refuses it."""
        done = subprocess.run(
            [*self.command, *command], env=self.environment, capture_output=True, timeout=10
        )
        assert done.returncode == 0, f"tmux {command[0]}: {done.stderr.decode()}"
        return done.stdout.decode()

    def start(
        self,
        argv: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Show `argv` on a screen of that size, `env` added to a clean environment."""
        settings = [
            word for name, value in (env or {}).items() for word in ("-e", f"{name}={value}")
        ]
        size = ("-x", str(columns), "-y", str(rows))
        self._starts += 1
        watched = ("sh", "-c", _WATCHED, "sh", str(self._notes), *argv)
        self.run("new-session", "-d", "-s", "new", *size, *settings, "--", *watched)
        self.run("kill-session", "-a", "-t", "=new")
        self.run("rename-session", "-t", "=new", "deck")

    def keys(self, *names: str) -> None:
        """Press keys by tmux's names: "j", "Enter", "Escape", "C-r", "PageDown"."""
        self.run("send-keys", "-t", "deck", *names)

    def type(self, text: str) -> None:
        """Type `text` as it is."""
        if text.endswith(";"):  # tmux takes an argument's last semicolon as the command's end
            text = text[:-1] + "\\;"
        self.run("send-keys", "-t", "deck", "-l", "--", text)

    def screen(self) -> str:
        """The screen as text, a line each row."""
        return self.run("capture-pane", "-t", "deck", "-p")

    def styled_screen(self) -> str:
        """The screen with the escape sequences of its colours and styles."""
        return self.run("capture-pane", "-t", "deck", "-p", "-e")

    def wait_for(self, wanted: str | Callable[[str], bool], seconds: float = 15) -> str:
        """The first screen that holds the text, or for which the predicate is true.

        AssertionError with the last screen after `seconds`, or once the program has ended.
        """
        shown = (lambda screen: wanted in screen) if isinstance(wanted, str) else wanted
        deadline = time.monotonic() + seconds
        while True:
            is_over = self._ask("pane_dead") == "1"
            screen = self.screen()
            if shown(screen):
                return screen
            if is_over or time.monotonic() > deadline:
                why = "the program has ended" if is_over else f"not within {seconds} s"
                raise AssertionError(f"{why}: {wanted!r}; the last screen:\n{screen}")
            time.sleep(0.02)

    def resize(self, columns: int, rows: int) -> None:
        """Give the screen another size; the program hears of it."""
        self.run("resize-window", "-t", "deck", "-x", str(columns), "-y", str(rows))

    def buffer(self) -> str | None:
        """The newest paste buffer, which is what was copied last; None where there is none."""
        if not self.run("list-buffers"):
            return None
        return self.run("show-buffer")

    def is_running(self) -> bool:
        """Whether the program has not ended yet."""
        return not self._notes.with_suffix(".exit").exists()

    def exit_code(self, seconds: float = 15) -> int:
        """The program's exit code once it has ended, 128 + the signal that ended it.

        AssertionError with the last screen where it is still running after `seconds`.
        """
        deadline = time.monotonic() + seconds
        while self.is_running():
            assert time.monotonic() < deadline, f"still running; the screen:\n{self.screen()}"
            time.sleep(0.02)
        return int(self._notes.with_suffix(".exit").read_text())

    def pid(self) -> int:
        """The program's process id, to send it a signal."""
        noted = self._notes.with_suffix(".pid")
        wait_until(lambda: noted.exists() and noted.read_text().endswith("\n"), "a process id")
        return int(noted.read_text())

    @property
    def _notes(self) -> Path:
        return self._folder / str(self._starts)

    def _ask(self, variable: str) -> str:
        return self.run("display-message", "-p", "-t", "deck", f"#{{{variable}}}").strip()


class XServer:
    """A private X server (Xvfb) on a free display; what still holds its clipboard ends with it."""

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "320x200x24", "-nolisten", "tcp"],
            pass_fds=(writing,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(writing)
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb did not start"
        self.display = f":{number}"
        return self

    def __exit__(self, *raised: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)

    @contextmanager
    def forwarded(self) -> Iterator[str]:
        """This display as ssh forwards one: by TCP, on this machine."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            threading.Thread(target=self._forward, args=(listener,), daemon=True).start()
            yield f"127.0.0.1:{listener.getsockname()[1] - 6000}"
            listener.shutdown(socket.SHUT_RDWR)

    def _forward(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                outer, _ = listener.accept()
                inner = socket.socket(socket.AF_UNIX)
                inner.connect(f"/tmp/.X11-unix/X{self.display[1:]}")
                threading.Thread(target=_pass_on, args=(outer, inner), daemon=True).start()

    def clipboard(self) -> str | None:
        """What a paste on this display would give; None where nothing was copied."""
        done = subprocess.run(
            ["xclip", "-selection", "clipboard", "-o"],
            env=clean_environment(DISPLAY=self.display),
            capture_output=True,
            timeout=10,
        )
        return done.stdout.decode() if done.returncode == 0 else None


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    """Pass on what either says to the other, until both have ended."""
    with one, other:
        back = threading.Thread(target=_pass, args=(other, one), daemon=True)
        back.start()
        _pass(one, other)
        back.join()


def _pass(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while passed := source.recv(1 << 16):
            target.sendall(passed)
        target.shutdown(socket.SHUT_WR)
