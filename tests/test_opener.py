"""Opening a link: a real program is started as the browser, and only for a web address."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from index.errors import WrongUse
from reader.opener import NoBrowser, open_link
from tests.stopwatch import Stopwatch
from tests.terminal import clean_environment, wait_until

if TYPE_CHECKING:
    from pathlib import Path

LINK = "https://github.com/owner/graph-readers?a=1&b=$(touch%20x);c"


class Browser:
    """A program that notes what it was started with, and then ends as it is told."""

    def __init__(self, folder: Path, name: str = "browser", then: str = "") -> None:
        folder.mkdir(exist_ok=True)
        self.program = folder / name
        self._notes = folder / f"{name}.json"
        self.program.write_text(
            f"#!{sys.executable}\n"
            "import json, os, pathlib, sys, time\n"
            f"notes = pathlib.Path({str(self._notes)!r})\n"
            "seen = [sys.argv[1:], os.getsid(0) == os.getpid(), sys.stdin.read()]\n"
            "notes.with_suffix('.new').write_text(json.dumps(seen))\n"
            f"notes.with_suffix('.new').rename(notes)\n{then}\n"
        )
        self.program.chmod(0o755)

    def arguments(self) -> list[str]:
        """What it was started with; AssertionError where it was not, or not detached from us."""
        wait_until(self._notes.exists, "the browser is started")
        arguments, leads_its_session, its_input = json.loads(self._notes.read_text())
        assert leads_its_session
        assert its_input == ""
        return [str(argument) for argument in arguments]

    def was_started(self) -> bool:
        return self._notes.exists()


def test_a_link_opens_in_the_chosen_browser_as_one_argument(tmp_path: Path) -> None:
    browser = Browser(tmp_path / "a folder")
    env = clean_environment(BROWSER=f"'{browser.program}' --new-window")
    assert open_link(LINK, env) == f"Opened with browser: {LINK}"
    assert browser.arguments() == ["--new-window", LINK]


def test_a_browser_says_where_in_its_arguments_the_link_goes(tmp_path: Path) -> None:
    browser = Browser(tmp_path)
    open_link(LINK, clean_environment(BROWSER=f"{browser.program} --tab=%s -q"))
    assert browser.arguments() == [f"--tab={LINK}", "-q"]


def test_a_browser_that_is_missing_or_fails_makes_way_for_the_next(tmp_path: Path) -> None:
    failing = Browser(tmp_path, "failing", then="sys.exit(3)")
    working = Browser(tmp_path, "working")
    choice = f"{tmp_path}/missing:{failing.program}:{working.program}"
    assert open_link(LINK, clean_environment(BROWSER=choice)) == f"Opened with working: {LINK}"
    assert failing.was_started()
    assert working.arguments() == [LINK]


def test_a_browser_that_stays_open_does_not_keep_the_reader_waiting(tmp_path: Path) -> None:
    browser = Browser(tmp_path, then="time.sleep(5)")
    with Stopwatch() as watch:
        open_link(LINK, clean_environment(BROWSER=str(browser.program)))
    assert watch.seconds < 3
    assert browser.arguments() == [LINK]


def test_a_desktop_opens_links_with_its_own_opener(tmp_path: Path) -> None:
    opener = Browser(tmp_path, "xdg-open")
    env = {"PATH": str(tmp_path), "DISPLAY": ":0"}
    assert open_link(LINK, env) == f"Opened with xdg-open: {LINK}"
    assert opener.arguments() == [LINK]


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac always has a browser")
def test_without_a_browser_the_sentence_says_to_copy_the_link(tmp_path: Path) -> None:
    Browser(tmp_path, "xdg-open")
    over_ssh = {"PATH": str(tmp_path), "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}
    with pytest.raises(NoBrowser) as refusal:
        open_link(LINK, over_ssh)
    assert str(refusal.value) == f"No browser can be opened from here; press Y to copy {LINK}"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.org/x",
        "-o{folder}/x",
        "--version",
        "github.com/owner/name",
        "https://",
        "https:///path",
        "https://exam\x1bple.org",
        "https://example.org/a b",
        "https://example.org/\nfile:///x",
        "https://example.org/\u202egpj",
        "https://[::1",
        "",
    ],
)
def test_only_plain_web_addresses_are_opened(url: str, tmp_path: Path) -> None:
    browser = Browser(tmp_path)
    with pytest.raises(WrongUse) as refusal:
        open_link(
            url.replace("{folder}", str(tmp_path)), clean_environment(BROWSER=str(browser.program))
        )
    assert not browser.was_started()
    assert not (tmp_path / "x").exists()
    assert "\x1b" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com@evil.example/owner/name",
        "https://github.com:secret@evil.example/",
        "https://gіthub.com/owner/name",  # its second letter is Cyrillic
        "https://github.com\\@evil.example/",
        "https://evil.example\\.github.com/",
        "https://exa\u00admple.org/",
        "https://ｇithub.com/",
    ],
)
def test_an_address_that_hides_where_it_leads_is_not_opened(url: str, tmp_path: Path) -> None:
    browser = Browser(tmp_path)
    with pytest.raises(WrongUse, match=r"hides which site|Only http and https"):
        open_link(url, clean_environment(BROWSER=str(browser.program)))
    assert not browser.was_started()


@pytest.mark.parametrize(
    "url",
    [
        "https://xn--gthub-cta.com/owner/name",
        "http://example.org:8080/é?q='a'\"b\"#c",
        "https://example.org/" + "long/" * 400,
        "https://example.org/%s/--help",
    ],
)
def test_an_odd_but_honest_address_is_opened_and_shown_whole(url: str, tmp_path: Path) -> None:
    browser = Browser(tmp_path)
    env = clean_environment(BROWSER=str(browser.program))
    assert open_link(url, env) == f"Opened with browser: {url}"
    assert browser.arguments() == [url]


def test_an_address_within_a_script_of_browser_is_not_obeyed_by_its_shell(tmp_path: Path) -> None:
    browser = Browser(tmp_path)
    script = f"sh -c 'exec {browser.program} \"%s\"'"
    url = f"https://example.org/$(touch${{IFS}}{tmp_path}/spoilt)`x`\"'?a=1&b=2;touch"
    open_link(url, clean_environment(BROWSER=script))
    (given,) = browser.arguments()
    assert unquote(given) == url
    assert not (tmp_path / "spoilt").exists()
