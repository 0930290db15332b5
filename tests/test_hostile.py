"""Pages, queries and tags that would steer the terminal: shown as text, or dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual import events

from tests.command_line import CommandLine, saved_page
from tests.launching import escape, launch, quit_reader
from tests.pressing import open_reader
from tests.terminal import Tmux, needs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pressing import Reading

STOLEN = "c3RvbGVu"  # "stolen", as OSC 52 carries it

SEQUENCES = {
    "osc 52": f"\x1b]52;c;{STOLEN}\x07",
    "osc 52, ended by st": f"\x1b]52;c;{STOLEN}\x1b\\",
    "osc 52, never ended": f"\x1b]52;c;{STOLEN}",
    "osc 52 in tmux's wrap": f"\x1bPtmux;\x1b\x1b]52;c;{STOLEN}\x07\x1b\\",
    "osc 52 in c1": f"\x9d52;c;{STOLEN}\x9c",
    "osc 8": "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "title": "\x1b]0;OWNED\x07",
    "csi": "\x1b[2J\x1b[31m\x1b[5;5H",
    "reset": "\x1bc\x1b[?1049l",
    "dcs": "\x1bP$q\x1b\\",
    "c1": "\x9b31m\x90\x85\x98",
    "controls": "\x00\x01\x08\x0b\x0e\x7f",
    "bidi": "\u202e\u2066\u200f\u061c\u2069",
    "tags": "\U000e0041\U000e007f\ufeff",
}
WORDS = {
    "markup end": "[/]",
    "markup action": "[@click=app.quit]x[/]",
    "markup style": "[bold]",
    "markup unclosed": "[link=https://evil.example",
    "mask": "[MASK]",
    "bracket": "O(n]",
    "backslash": "\\[b]\\",
    "braces": "{0} %s $accent",
    "zero width": "a\u200bb\u200dc\u2060",
    "cjk": "图神经网络的研究",
    "families": "👨‍👩‍👧‍👦🏳️‍🌈👩🏽‍🚀🇩🇪",
    "zalgo": "Z\u0351\u036b\u0343a\u0335\u0322\u0327l\u0334g\u0489\u0310o\u0315" + "\u0301" * 60,
    "long word": "pneumono" * 625,
    "right to left": "שלום עולם مرحبا",
}
TEXTS = SEQUENCES | WORDS
SHOWN_AS_IT_IS = ["markup action", "markup style", "mask", "bracket", "cjk"]

UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def write_pages(folder: Path, texts: dict[str, str]) -> Path:
    """The folder, with a page for each text, which is in its name, its title and its abstract."""
    folder.mkdir()
    calm = "A reader of such a paper sees its words and nothing else, however it is shown. " * 9
    for number, text in enumerate(texts.values(), 1):
        paper = (
            f"Number {number} Holds {text[:60]} in Its Title",
            f"We put {text} into an abstract. {calm}Our code: https://github.com/owner/safe.",
        )
        name = text.replace("\0", "").replace("/", "")[:40]  # neither can be in a name
        (folder / f"{number}{name}.txt").write_bytes(saved_page(paper).encode())
    return folder


async def paste(reading: Reading, text: str) -> None:
    reading.app.post_message(events.Paste(text))
    await reading.pilot.pause()


@pytest.mark.parametrize("texts", [SEQUENCES, WORDS], ids=["sequences", "words"])
async def test_a_hostile_text_harms_no_pane_menu_or_editor(
    tmp_path: Path, texts: dict[str, str]
) -> None:
    pages = write_pages(tmp_path / "pages", texts)
    async with open_reader(tmp_path / "home", (), files=[pages]) as reading:

        async def press_well(*keys: str) -> None:
            await reading.press(*keys)
            assert reading.app.is_running
            assert not UNSAFE.search(reading.screen().replace("\n", "")), repr(reading.screen())

        await reading.until(lambda: "Pages added" in reading.screen(), "a report")
        await press_well("enter")
        await reading.until(lambda: len(reading.titles()) == len(texts), "all papers")
        for _text in texts:
            await press_well("Y")
            await press_well("escape", "j")
        every = " ".join(text[:50] for text in texts.values())
        for opens in ["t", "slash", "a"]:
            await press_well(opens)
            await paste(reading, every)
            await press_well("enter")
            await press_well("escape")
        await press_well("backslash", "T")


@pytest.mark.parametrize("name", SHOWN_AS_IT_IS)
async def test_what_only_looks_like_markup_is_shown_letter_by_letter(
    tmp_path: Path, name: str
) -> None:
    pages = write_pages(tmp_path / "pages", {name: TEXTS[name]})
    async with open_reader(tmp_path / "home", (), files=[pages]) as reading:
        await reading.until(lambda: "Pages added" in reading.screen(), "a report")
        assert f"1{TEXTS[name].replace('/', '')}.txt" in reading.screen()
        await reading.press("enter")
        await reading.until(lambda: len(reading.titles()) == 1, "the paper")
        for key in ["z", "Y", "t"]:
            await reading.press(key)
            assert TEXTS[name] in reading.screen()
            await reading.press("escape")
        assert f"We put {TEXTS[name]} into" in reading.abstract_shown()
        await reading.press("slash")
        await paste(reading, TEXTS[name])
        await reading.until(lambda: f"/ {TEXTS[name]}" in reading.screen())


def test_no_hostile_text_reaches_what_the_command_line_prints(tmp_path: Path) -> None:
    paperdeck = CommandLine(tmp_path / "home")
    pages = write_pages(tmp_path / "pages", TEXTS)
    outputs = [paperdeck("add", str(pages), "--format", "table")]
    assert outputs[0].code == 0
    forms = {"search": ("table", "tsv", "json"), "export": ("markdown", "links", "bibtex", "json")}
    forms["pages"] = forms["search"]
    paperdeck("tag", "reading", "--add", f"mine{SEQUENCES['csi']}")
    for command, names in forms.items():
        outputs += [paperdeck(command, "--format", form) for form in names]
    outputs += [paperdeck("tags"), paperdeck("search", *TEXTS["csi"], *TEXTS["osc 52"])]
    first = paperdeck("search", "[MASK]", "--format", "ids").out.split()[0]
    outputs += [paperdeck("show", first), paperdeck("show", "\x1b[31m")]
    for ended in outputs:
        shown = ended.out + ended.err
        assert not UNSAFE.search(shown.replace("\t", "")), ended
        assert "Traceback" not in shown
    table = paperdeck("search", "", "--limit", "0", "--format", "tsv").out
    for name in SHOWN_AS_IT_IS:
        assert f"Holds {TEXTS[name]} in Its Title" in table


@pytest.mark.terminal
@needs("tmux")
def test_no_hostile_text_reaches_the_terminal_or_its_clipboard(tmp_path: Path) -> None:
    pages, wire = write_pages(tmp_path / "pages", TEXTS), tmp_path / "wire"
    with Tmux({"set-clipboard": "on", "allow-passthrough": "on"}) as tmux:
        launch(tmux, tmp_path / "home", pages, shows="Pages added")
        tmux.run("pipe-pane", "-t", "deck", f"cat >{wire}")
        tmux.keys("Enter")
        tmux.wait_for(f"{len(TEXTS)} of {len(TEXTS)}")
        for _text in TEXTS:
            tmux.keys("j", "z", "z")
        tmux.keys("g", "g", "Y")
        tmux.wait_for("Clone line")
        escape(tmux)
        tmux.wait_for(lambda screen: "Clone line" not in screen)
        for name in ("osc 52", "csi", "bidi"):
            tmux.type("/" + f"\x1b[200~{TEXTS[name]} title\x1b[201~\r")
            tmux.wait_for(lambda screen: "title" in screen.splitlines()[0])
        tmux.type("\\")
        tmux.wait_for(f"{len(TEXTS)} of {len(TEXTS)}")
        assert tmux.buffer() is None
        assert tmux.run("display-message", "-p", "-t", "deck", "#{pane_title}").strip() != "OWNED"
        assert not re.search("\x1b\\]8;[^;]*;https://evil", tmux.styled_screen())
        quit_reader(tmux)
    written = wire.read_bytes().decode()
    assert "in Its Title" in written
    assert not re.findall(
        "\x1b\\](?!22;|11;|10;)|\x1bc|\x1bP(?!\\+q|\\$q)|[\u202a-\u202e\x80-\x9f]", written
    )
