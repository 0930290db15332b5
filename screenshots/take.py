"""Takes the README's pictures: the real program over its starter page, key by key.

`make screenshots` writes NAME.png for each picture, and tour.gif. Textual draws a screen as SVG;
Chromium with the font Fira Code (Debian: chromium, fonts-firacode) makes that a PNG, since other
converters misplace wide characters.
"""

from __future__ import annotations

import asyncio
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from index.paths import places
from reader.app import ReaderApp

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
WIDE, NARROW, SMALL = (120, 36), (80, 24), (50, 15)
TOUR_SIZE = (110, 30)
SETTLES = 0.4
"""Seconds, many times what an answer takes: a picture shows a screen at rest."""
GIF_WIDTH = 980
COLOURS, APART = 240, 7
TAILS = 4
SURROUNDINGS = ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "NO_COLOR")
"""What would make the pictures differ from one machine to another: its clipboard, its colours."""
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Picture:
    """One screen, reached by these keys from the start."""

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int] = WIDE


PICTURES = (
    Picture("browse", ("down", "down")),
    Picture("search", ("slash", *"graph", "enter")),
    Picture("narrow", ("slash", *"graph", "enter"), NARROW),
    Picture("small", (), SMALL),
    Picture("mended", ("slash", *"graph atention netwroks")),
    Picture("copy", ("Y",)),
    Picture("tags", ("t", *"to-read,graphs", "enter", *"gr")),
    Picture("keys", ("question_mark",)),
)

TOUR: tuple[tuple[str, int], ...] = (
    *(("down", 350) for _ in range(3)),
    ("slash", 700),
    *((letter, 160) for letter in "attention"),
    ("enter", 900),
    ("down", 700),
    ("b", 1100),
    ("t", 700),
    *((letter, 140) for letter in "to-read"),
    ("enter", 900),
    ("escape", 1000),
    ("y", 2600),
)
"""Keys of the animation, and how long the screen after each one stays, in milliseconds."""


async def pictures(folder: Path) -> list[Path]:
    """Each picture as SVG, in `folder`."""
    return [await _picture(picture, folder) for picture in PICTURES]


async def _picture(picture: Picture, folder: Path) -> Path:
    app = ReaderApp(places(folder / f"{picture.name}-home"))
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause(SETTLES)
        for key in picture.keys:
            await pilot.press(key)
        await pilot.pause(SETTLES)
        drawn = _draw(app, folder / f"{picture.name}.svg")
    app.close()
    return drawn


async def tour(folder: Path) -> list[tuple[Path, int]]:
    """The animation's frames as SVG, in `folder`, and how long each one stays."""
    app = ReaderApp(places(folder / "tour-home"))
    async with app.run_test(size=TOUR_SIZE) as pilot:
        await pilot.pause(SETTLES)
        frames = [(_draw(app, folder / "000.svg"), 1600)]
        for number, (key, stays) in enumerate(TOUR, start=1):
            await pilot.press(key)
            await pilot.pause(SETTLES)
            frames.append((_draw(app, folder / f"{number:03}.svg"), stays))
    app.close()
    return frames


def _draw(app: ReaderApp, file: Path) -> Path:
    svg = _with_whole_last_line(_with_fonts_at_hand(app.export_screenshot(title="paperdeck")))
    file.write_text(svg, encoding="utf-8")
    return file


def _with_fonts_at_hand(svg: str) -> str:
    """The picture without its web font, which a page shown from a file would wait for."""
    svg = re.sub(r',?\s*url\("https://[^"]*"\)\s*format\("[a-z0-9]+"\)', "", svg)
    for file, name in (("FiraCode-Regular", "Fira Code"), ("FiraCode-Bold", "Fira Code Bold")):
        svg = svg.replace(f'local("{file}")', f'local("{file}"), local("{name}")')
    return svg


def _with_whole_last_line(svg: str) -> str:
    """The picture with room for the tails of its last line, which Textual cuts off."""
    return re.sub(
        r'(clip-terminal">\s*<rect [^>]*height=")([\d.]+)',
        lambda found: f"{found[1]}{float(found[2]) + TAILS}",
        svg,
    )


def png(svg: Path, file: Path) -> Path:
    """Draw an SVG in Chromium."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg.read_text(encoding="utf-8"))
    assert box is not None
    width, height = (int(float(side)) for side in box.groups())
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", *CHROMIUM, f"--user-data-dir={profile}"]
        command += [f"--window-size={width},{height}", f"--screenshot={file}", svg.as_uri()]
        subprocess.run(command, check=True, timeout=120, capture_output=True)
    picture = Image.open(file).convert("RGB")
    _in_colours(picture, _palette([picture])).save(file, optimize=True)
    return file


def gif(frames: list[tuple[Path, int]], file: Path) -> None:
    """Put frames together into one animation, in colours that all of them share."""
    drawn = [_shrunk(png(svg, svg.with_suffix(".png"))) for svg, _stays in frames]
    colours = _palette(drawn)
    first, *others = (_in_colours(frame, colours) for frame in drawn)
    stays = [time for _svg, time in frames]
    first.save(file, save_all=True, append_images=others, duration=stays, loop=0, optimize=True)


def _palette(pictures: Sequence[Image.Image]) -> Image.Image:
    """COLOURS colours, the commonest first, but none close to one that is there already.

    By how often they occur alone, the few dots of an accent would be lost among many greys.
    """
    counts: Counter[tuple[int, ...]] = Counter()
    for picture in pictures:
        for count, colour in picture.getcolors(picture.width * picture.height) or ():
            counts[colour] += count
    chosen: list[tuple[int, ...]] = []
    for colour, _ in counts.most_common():
        if all(math.dist(colour, other) >= APART for other in chosen):
            chosen.append(colour)
        if len(chosen) == COLOURS:
            break
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in chosen for part in colour])
    return palette


def _in_colours(picture: Image.Image, palette: Image.Image) -> Image.Image:
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def _shrunk(file: Path) -> Image.Image:
    frame = Image.open(file).convert("RGB")
    height = round(GIF_WIDTH * frame.height / frame.width)
    return frame.resize((GIF_WIDTH, height), Image.Resampling.LANCZOS)


def main() -> None:
    """Take them all."""
    if shutil.which("chromium") is None:
        sys.exit("Chromium is not installed; on Debian: apt install chromium fonts-firacode")
    for name in SURROUNDINGS:
        os.environ.pop(name, None)
    os.environ["COLORTERM"] = "truecolor"
    with tempfile.TemporaryDirectory() as folder:
        for svg in asyncio.run(pictures(Path(folder))):
            png(svg, HERE / f"{svg.stem}.png")
        gif(asyncio.run(tour(Path(folder))), HERE / "tour.gif")


if __name__ == "__main__":
    main()
