"""Texts made to do harm, each with a name: what must not act, what must stay, what is too much."""

from __future__ import annotations

import base64
import re
import unicodedata

STOLEN = "c3RvbGVu"
"""What the sequences that reach for the clipboard would put there: "stolen", in base64."""

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"
C1_CSI, C1_ST, C1_OSC = "\x9b", "\x9c", "\x9d"

OPERATING_SYSTEM_COMMANDS = {
    "clipboard": f"{ESC}]52;c;{STOLEN}{BEL}",
    "clipboard, ended by st": f"{ESC}]52;c;{STOLEN}{ST}",
    "clipboard, never ended": f"{ESC}]52;c;{STOLEN}",
    "clipboard, in c1": f"{C1_OSC}52;c;{STOLEN}{C1_ST}",
    "clipboard, c1 ended by bel": f"{C1_OSC}52;c;{STOLEN}{BEL}",
    "clipboard, primary": f"{ESC}]52;p;{STOLEN}{BEL}",
    "clipboard, asked for": f"{ESC}]52;c;?{BEL}",
    "clipboard, over lines": f"{ESC}]52;\nc;{STOLEN}\n{BEL}",
    "clipboard, in a link": f"{ESC}]8;;{ESC}]52;c;{STOLEN}{BEL}{ST}",
    "clipboard, in csi": f"{ESC}[31{ESC}]52;c;{STOLEN}{BEL}m",
    "clipboard, cut by nul": f"{ESC}\0]52;c;{STOLEN}{BEL}",
    "clipboard, cut by del": f"{ESC}\x7f]\x7f52;c;{STOLEN}{BEL}",
    "clipboard, in tmux's wrap": f"{ESC}Ptmux;{ESC}{ESC}]52;c;{STOLEN}{BEL}{ST}",
    "clipboard, in screen's wrap": f"{ESC}P{ESC}]52;c;{STOLEN}{BEL}{ST}",
    "link": f"{ESC}]8;;https://evil.example/x{ST}here{ESC}]8;;{ST}",
    "link to a file": f"{ESC}]8;;file:///etc/passwd{BEL}here{ESC}]8;;{BEL}",
    "title": f"{ESC}]0;OWNED{BEL}",
    "title, ended by st": f"{ESC}]2;OWNED{ST}",
    "title, of screen": f"{ESC}kOWNED{ST}",
    "palette": f"{ESC}]4;1;rgb:de/ad/be{BEL}",
    "palette, asked for": f"{ESC}]4;1;?{BEL}",
    "foreground": f"{ESC}]10;#deadbe{BEL}",
    "background": f"{ESC}]11;#deadbe{BEL}",
    "folder": f"{ESC}]7;file://evil.example/tmp{BEL}",
    "notification": f"{ESC}]9;OWNED{BEL}",
    "notification of urxvt": f"{ESC}]777;notify;OWNED;now{BEL}",
    "file of iterm": f"{ESC}]1337;File=inline=1:{STOLEN}{BEL}",
}
CONTROL_SEQUENCES = {
    "clear": f"{ESC}[2J{ESC}[3J",
    "cursor": f"{ESC}[5;5H{ESC}[9A",
    "colours": f"{ESC}[31;45;9m",
    "hidden": f"{ESC}[8m",
    "screen left": f"{ESC}[?1049l",
    "mouse": f"{ESC}[?1000l{ESC}[?2004l",
    "where is the cursor": f"{ESC}[6n",
    "who are you": f"{ESC}[c{ESC}[>c{ESC}[=c",
    "how are you": f"{ESC}[5n",
    "window": f"{ESC}[21t{ESC}[8;5;5t",
    "scroll region": f"{ESC}[3;4r",
    "reset": f"{ESC}c",
    "soft reset": f"{ESC}[!p",
    "csi in c1": f"{C1_CSI}2J{C1_CSI}31m",
    "charset": f"{ESC}(0{ESC})0\x0e",
    "keypad": f"{ESC}={ESC}>",
    "align": f"{ESC}#8",
    "lone escape": ESC,
    "escape at the end": f"a{ESC}[",
}
STRINGS = {
    "setting asked for": f'{ESC}P$q"p{ST}',
    "terminfo asked for": f"{ESC}P+q544e{ST}",
    "sixel": f"{ESC}Pq#0;2;0;0;0~~{ST}",
    "dcs in c1": f"\x90$qm{C1_ST}",
    "picture of kitty": f"{ESC}_Ga=T,f=24;{STOLEN}{ST}",
    "apc in c1": f"\x9fGa=q;{STOLEN}{C1_ST}",
    "privacy message": f"{ESC}^OWNED{ST}",
    "privacy message in c1": f"\x9eOWNED{C1_ST}",
    "start of string": f"{ESC}XOWNED{ST}",
    "start of string in c1": f"\x98OWNED{C1_ST}",
    "string never ended": f"{ESC}PqOWNED",
}
CONTROLS = {
    "nul": "a\0b",
    "bell": "a\x07b",
    "backspaces": "a\x08\x08\x08b",
    "delete": "a\x7fb",
    "carriage return": "a\rb",
    "line feed": "a\nb",
    "vertical tab": "a\x0bb",
    "form feed": "a\x0cb",
    "shift out": "a\x0e\x0fb",
    "separators": "a\x1c\x1d\x1e\x1fb",
    "next line": "a\x85b",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "every c0": "".join(map(chr, range(0x20))),
    "every c1": "".join(map(chr, range(0x80, 0xA0))),
    "bidi": "a\u202eb\u202dc\u202ad\u202be\u202cf",
    "bidi isolates": "a\u2066b\u2067c\u2068d\u2069e",
    "bidi marks": "a\u200eb\u200fc\u061cd",
    "old controls": "a\u206ab\u206fc",
    "tag characters": "a"
    + "".join(chr(0xE0000 + ord(letter)) for letter in "stolen")
    + "\U000e007f",
    "run of selectors": "a" + "\ufe00\ufe01\ufe0f" * 9 + "".join(map(chr, range(0xE0100, 0xE0140))),
    "selectors kept apart": "a\ufe0f\0\ufe0f\u202e\ufe0fb",
    "lone surrogate": "a\ud800b\udfffc",
    "undecodable byte": b"a\xffb\x9b31m".decode("utf-8", "surrogateescape"),
    "noncharacters": "a\ufdd0b\ufffec\uffffd\U0010ffffe",
    "byte order mark": "a\ufeffb",
    "annotation": "a\ufff9b\ufffac\ufffbd",
}
ACTING = OPERATING_SYSTEM_COMMANDS | CONTROL_SEQUENCES | STRINGS | CONTROLS
"""None of these may reach a terminal as it is."""

LOOKS_LIKE = {
    "markup end": "[/]",
    "markup action": "[@click=app.quit]x[/]",
    "markup style": "[bold]",
    "markup link": "[link=file:///etc/passwd]x[/link]",
    "markup unclosed": "[link=https://evil.example",
    "markup variable": "[$accent]y",
    "mask": "[MASK]",
    "bracket": "O(n]",
    "interval": "[0,1]^d",
    "citation": "[Smith et al., 2020]",
    "backslashes": "\\[b]\\ \\alpha \\n",
    "formula": "$x_1$ and $t",
    "format": "{} {0} %s %(x)s ${HOME}",
    "html": "<b>bold</b> &amp; &lt;",
    "markdown": "*a* _b_ `c` # d",
    "shell": "$(touch x); `touch y` | sh & !!",
    "quotes": "'a' \"b\" “c”",
    "glob": "* ? ~",
    "option": "--help",
    "path": "../../etc/passwd",
    "emoji": "🔥🚀",
    "families": "👨‍👩‍👧‍👦 👩🏽‍🚀 🏳️‍🌈 🇩🇪",
    "keycaps": "1️⃣ ❤️ ☂️",
    "accents": "e\u0301 n\u0303 o\u0308",
    "cjk": "图神经网络 グラフ 그래프",
    "wide letters": "Ｗｉｄｅ",
    "arabic": "مرحبا بالعالم",
    "hebrew": "שָׁלוֹם עולם",
    "devanagari": "क्\u200dष हिन्दी",
    "thai": "กราฟที่อ่าน",
    "persian": "می\u200cخواهم",
    "soft hyphen": "hyphen\u00adation",
    "zero width": "zero\u200bwidth\u2060joined",
    "some zalgo": "Z\u0351\u036b\u0343a\u0335\u0322\u0327l\u0334g\u0489\u0310o\u0315"
    + "\u0301" * 20,
    "private use": "\ue0b0\U000f0001",
    "fillers": "\u3164\u115f",
    "mathematics": "𝔼[𝑥] ∈ ℝᵈ ≥ ½",
    "what a wrong decoding left": "theyâre here",
}
"""What a paper may hold for good: shown letter by letter."""

TOO_MUCH = {
    "long word": "pneumono" * 125_000,
    "zalgo": "Z" + "\u0301\u0323" * 5_000,
    "zero width characters": "a" + "\u200b\u2060\u200d" * 33_000 + "b",
    "selectors": "a" + "\ufe0f" * 100_000,
    "wide word": "图" * 100_000,
    "brackets": "[" * 100_000,
    "families in a row": "👨‍👩‍👧‍👦" * 10_000,
    "openers": "\x1b]" * 100_000,
    "openers in c1": "\x9d0;" * 100_000,
}
"""Nothing of this may crash what shows it, or keep a person waiting."""

TEXTS = ACTING | LOOKS_LIKE

_NO_ARGUMENT = re.compile("[\0\ud800-\udc7f\udd00-\udfff]")
_REORDERS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def harm_in(text: str) -> str:
    """Every character of `text` that is no plain text for a terminal; "\\n" and "\\t" are."""
    return "".join(letter for letter in text if _is_harmful(letter))


def _is_harmful(letter: str) -> bool:
    """Said in another way than the reader says it."""
    kind, number = unicodedata.category(letter), ord(letter)
    return (
        (kind in ("Cc", "Cs", "Zl", "Zp") and letter not in "\n\t")
        or letter in _REORDERS
        or 0xE0000 <= number < 0xE0080
        or number & 0xFFFE == 0xFFFE
        or 0xFDD0 <= number < 0xFDF0
        or letter == "\ufeff"
    )


def as_argument(text: str) -> str:
    """`text` as a program can be given it: without NUL, and with bytes for lone surrogates."""
    return _NO_ARGUMENT.sub("", text)


def as_name(text: str, most: int = 60) -> str:
    """`text` as a part of a file's name."""
    return as_argument(text).replace("/", "")[:most]


assert base64.b64decode(STOLEN) == b"stolen"
