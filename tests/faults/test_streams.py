"""Standard streams that are closed, full, cut or of another encoding; terminals of every kind."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.command_line import CommandLine, saved_page
from tests.faults.raw_terminal import RawTerminal, reader
from tests.faults.sizes import times
from tests.faults.tally import TALLY
from tests.launching import FIRST, PROGRAM, a_home

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_home(tmp_path_factory.mktemp("streams"))


def shell(home: Path, script: str, **env: str) -> tuple[int, str, str]:
    """How `script` ended, in which "paperdeck" is the real program; what it printed, and told."""
    paperdeck = CommandLine(home)
    named = f'paperdeck() {{ {" ".join(PROGRAM)} "$@"; }}; {script}'
    done = subprocess.run(
        ["bash", "-c", named],
        env=paperdeck.environment(env),
        capture_output=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("script", "code", "sentence"),
    [
        ("paperdeck <&-", 2, "needs a terminal"),
        ("paperdeck >&-", 2, "needs a terminal"),
        ("paperdeck add - <&-", 4, "is closed"),
        ("paperdeck search graph >&-", 4, "is closed"),
        ("paperdeck search graph >/dev/full", 4, "No space left"),
        ("paperdeck export --format json >/dev/full", 4, "No space left"),
        ("paperdeck --help >/dev/full", 4, "No space left"),
        ("paperdeck add /dev/zero", 3, "no plain file"),
        ("mkfifo $HOME/pipe; paperdeck add $HOME/pipe", 3, "no plain file"),
    ],
)
def test_a_stream_that_cannot_be_used_is_one_sentence(
    home: Path, tmp_path: Path, script: str, code: int, sentence: str
) -> None:
    ended, _, told = shell(home, script, HOME=str(tmp_path))
    assert (ended, told.count("\n")) == (code, 1), told
    assert sentence in told
    TALLY.made("a stream closed, full or no file")


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("paperdeck search graph 2>&-", 0),
        ("paperdeck nonsense 2>&-", 2),
        ("paperdeck nonsense 2>/dev/full", 2),
        ("paperdeck search graph >&- 2>&-", 4),
        ("paperdeck search graph <&- >&- 2>&-", 4),
    ],
)
def test_without_standard_error_the_exit_code_is_the_same(
    home: Path, script: str, code: int
) -> None:
    ended, _, told = shell(home, script)
    assert (ended, told) == (code, "")
    TALLY.made("standard error closed or full")


@pytest.mark.parametrize("command", ["search graph", "export --format json", "--help", "keys"])
def test_who_reads_no_further_is_no_error(home: Path, command: str) -> None:
    ended, printed, told = shell(
        home, f"set -o pipefail; paperdeck {command} | head -1 | cut -c1-5"
    )
    assert (ended, told) == (0, "")
    assert printed.count("\n") <= 1
    TALLY.made("output cut by head")


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_papers_in_every_script_are_printed_and_shown_whatever_the_locale(
    tmp_path: Path, env: dict[str, str]
) -> None:
    page = tmp_path / "2026-09-01.txt"
    title = "Größe und 图 in Lettern"
    page.write_text(saved_page((title, FIRST[1])), encoding="utf-8")
    code, _, told = shell(tmp_path / "home", f"paperdeck add {page}", **env)
    assert (code, told) == (0, "")
    code, printed, _ = shell(tmp_path / "home", "paperdeck search", **env)
    assert title in printed
    with reader(tmp_path / "home", **env) as t:
        t.wait_for("图 in Lettern")
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()
    TALLY.made("a foreign locale or encoding")


TERMINALS = ["unknown-99", "", "vt100", "linux", "xterm", "screen", "tmux-256color"]


@pytest.mark.parametrize("terminal", TERMINALS[: times(3, 7)])
def test_whatever_the_terminal_is_called_the_reader_opens_and_gives_it_back(
    home: Path, terminal: str
) -> None:
    with reader(home, TERM=terminal, NO_COLOR="1" if terminal == "vt100" else "") as t:
        t.wait_for("copy link")
        t.press("?")
        t.wait_for("Esc leaves")
        t.forget()
        t.press("\x1b")
        t.wait_for("copy link")
        t.press("q")
        assert t.exit_code() == 0
        t.assert_given_back()
    TALLY.made("a terminal of another kind")


@pytest.mark.parametrize(("redirection", "opens"), [("<", False), (">", False), ("2>", True)])
def test_a_screen_and_keys_are_enough_of_a_terminal(
    home: Path, redirection: str, opens: bool
) -> None:
    program = ["sh", "-c", f'exec "$@" {redirection} /dev/null', "sh", *PROGRAM]
    with RawTerminal(program, PAPERDECK_HOME=str(home)) as t:
        if opens:
            t.wait_for("copy link")
            t.press("q")
            assert t.exit_code() == 0
        else:
            assert t.exit_code() == 2
        t.assert_given_back()
    TALLY.made("one stream that is no terminal")
