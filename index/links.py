"""The links in a paper's text: found, cleaned of what prose and LaTeX leave on them, best first."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from index.paper import Link

_STOP = (  # ends an address: signs of prose, what cannot be seen, scripts without spaces
    r"\s<>\"'`{}|\\^“”‘’«»…\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u180e\u2000-\u206f\u2e80-\uffff"
    r"\U000e0000-\U000e0fff"
)
_CODE_HOSTS = frozenset((
    "github.com", "gitlab.com", "gitee.com", "bitbucket.org", "codeberg.org",
    "huggingface.co", "hf.co", "gist.github.com", "sourceforge.net", "git.sr.ht",
    "codeocean.com", "anonymous.4open.science", "modelscope.cn", "git.io",
))  # fmt: skip
_BARE_HOSTS = (
    r"(?:www\.)?(?:github\.com|gitlab\.com|gitee\.com|bitbucket\.org|codeberg\.org"
    r"|huggingface\.co|hf\.co|anonymous\.4open\.science)/(?=\w)"
    r"|[a-z0-9][a-z0-9-]*\.(?:github|gitlab|gitee)\.io\b"
    r"|www\.(?=[a-z0-9-]+\.[a-z])"
)
_ANY_HOST = r"(?:[a-z0-9-]+\.)+(?:com|org|edu|io|ai|dev|gov|net|cn|de|fr|ch|uk|jp|eu)/(?=[\w~])"
_ADDRESS = re.compile(
    rf"(?:https?://|(?<![\w@./:-])(?:git@github\.com:|(?:{_BARE_HOSTS})|(?-i:{_ANY_HOST})))"
    rf"[^{_STOP}]{{0,2000}}",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([_%#&~$-])")
_TILDE = re.compile(r"(?<=/)(?:\$\\sim\$|\{?\\textasciitilde\}?(?:\{\})?)")
_SCHEME = re.compile(r"(https?)://", re.IGNORECASE)
_TRAILING = ".,;:!?*~$"
_PAIRS = {")": "(", "]": "["}
_NO_SPACE = re.compile(r"\.(?!Net$|NET$|JS$)[A-Z][a-z]*$")
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z]{2,}(?::\d{1,5})?")
_OWNER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")
_NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)
_NO_OWNERS = frozenset((
    "about", "account", "apps", "blog", "careers", "codespaces", "collections", "contact",
    "customer-stories", "dashboard", "enterprise", "events", "explore", "features", "issues",
    "join", "login", "logout", "marketplace", "mobile", "new", "notifications", "organizations",
    "orgs", "pricing", "pulls", "readme", "search", "security", "sessions", "settings", "signup",
    "site", "sponsors", "stars", "team", "topics", "trending", "users",
))  # fmt: skip


class _Standing(IntEnum):
    """Whose work the text says a link leads to, the best first."""

    OURS = 0  # "our code", "we release"
    CODE = 1  # "code is available", nobody's in particular
    UNSAID = 2
    OTHERS = 3  # "built on", "following"


_OURS = re.compile(
    r"\bour\s+(?:[\w-]+\s+){0,5}?(?:code\w*|implementations?|source|repo\w*|software|library|package"
    r"|toolkit|toolbox|framework|models?|scripts?|experiments|github)\b"
    r"|\bwe\s+(?:\w+\s+){0,2}?(?:release|open[- ]?source|publish|share[d]?|provide|make|made"
    r"|released|published)\b"
    r"|\b(?:this|the)\s+(?:paper|work)['’]s\s+(?:source\s+)?code"
    r"|\bcodes?\s+(?:for|of|used in)\s+(?:this|our|the)\s+(?:paper|work|experiments?|method|study)"
    r"|(?:我们的|本文的?)\s*(?:代码|实现|源码)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\bcode(?:s|base|bases)?\b|\bsource[- ]codes?\b|\bimplementations?\b|\brepositor(?:y|ies)\b"
    r"|\bopen[- ]?sourced?\b|\breleased\b|\b(?:available|accessible|found|hosted|downloaded)\b"
    r"|\bgithub\s*:|代码|源码",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:buil[dt]s?|building)\s+(?:up)?on\b|\bbased\s+(?:up)?on\b|\bon\s+top\s+of\b"
    r"|\bfollow(?:s|ing)?\b|\badapt(?:s|ed|ing)?\s+(?:from|the)\b|\bfork(?:s|ed)?\s+(?:of|from)\b"
    r"|\bextend(?:s|ing)?\b|\bborrow\w*\b|\bderived\s+from\b|\bbaselines?\b|\bcompar(?:e|ed|ing)\b"
    r"|\bwe\s+(?:use|used|adopt|employ|modify|modified)\b|\busing\b|\bpowered\s+by\b"
    r"|\bimplemented\s+(?:in|with)\b|\bthanks?\b|\btheirs?\b|\bunlike\b|\binspired\s+by\b"
    r"|\b(?:original|official|third-party|existing|previous|prior)\s+(?:\w+\s+)?"
    r"(?:code\w*|implementations?|repo\w*)",
    re.IGNORECASE,
)
_THEIR_CODE = re.compile(
    r"\b(?:their|baselines?['’]?s?|original|third-party|existing|previous|prior)\s+(?:\w+\s+)?"
    r"(?:source\s+)?(?:code\w*|implementations?|repo\w*)|\bet al\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][)\]\"”’]*\s+(?=[^\sa-z])|[。！？]|\n\n")


class _Found(NamedTuple):
    """One link where it stands."""

    link: Link
    start: int
    end: int


def find_links(text: str) -> tuple[Link, ...]:
    """Each link in `text` once, the one that most likely is the paper's own code first.

    Addresses without a scheme get https; only http and https are links. Pure, linear.
    """
    text = _TILDE.sub("~", _ESCAPED.sub(r"\1", text))
    found = _find_all(text)
    standings = _standings(text, found)
    best: dict[str, tuple[int, int, Link]] = {}
    for place, (one, standing) in enumerate(zip(found, standings, strict=True)):
        key = _identity(one.link)
        rank = _rank(one.link, standing)
        known = best.get(key)
        if known is None:
            best[key] = rank, place, one.link
        elif rank < known[0]:
            best[key] = rank, known[1], known[2]
    return tuple(link for _, _, link in sorted(best.values(), key=lambda entry: entry[:2]))


def _find_all(text: str) -> list[_Found]:
    found: list[_Found] = []
    place = 0
    while match := _ADDRESS.search(text, place):
        address = _trim(match[0], text[match.end() : match.end() + 2])
        if link := _link(address):
            found.append(_Found(link, match.start(), match.start() + len(address)))
        place = match.start() + max(len(address), 1)
    return found


def _trim(address: str, after: str) -> str:
    """`address` without the prose around it; `after` is what follows it in the text."""
    if (inner := _SCHEME.search(address, 8)) and "archive.org/" not in address[: inner.start()]:
        address = address[: inner.start()]
    address = _balanced(address).rstrip(_TRAILING)
    if after[:1].isspace() and (after[1:].islower() or after[1:].isdigit()):
        address = _NO_SPACE.sub("", address)
    return address


def _balanced(address: str) -> str:
    """`address` up to the first bracket that nothing opened, or that nothing closes."""
    opened: list[tuple[str, int]] = []
    for place, character in enumerate(address):
        if character in "([":
            opened.append((character, place))
        elif character in _PAIRS:
            if not opened or opened[-1][0] != _PAIRS[character]:
                return address[: opened[0][1]] if opened else address[:place]
            opened.pop()
    return address[: opened[0][1]] if opened else address


def _link(address: str) -> Link | None:
    """The link that a trimmed address is, None where it is no address after all."""
    if written := _SCHEME.match(address):
        scheme, rest = written[1].lower(), address[written.end() :]
    else:
        scheme, rest = "https", re.sub(r"(?i)^git@github\.com:", "github.com/", address)
    cut = re.search(r"[/?#]", rest)
    host, path = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, "")
    host = host.lower()
    if not _HOST.fullmatch(host):
        return None
    repo = None
    if host in ("github.com", "www.github.com"):
        if not path.strip("/"):
            return None  # GitHub itself: what followed was no part of an address
        repo, path = _repository(path)
    return Link(f"{scheme}://{host}{path}", repo)


def _repository(path: str) -> tuple[str | None, str]:
    """ "owner/name" where a path on github.com leads to a repository, and the path, cleaned."""
    owner, slash, rest = path.lstrip("/").partition("/")
    if not slash or not _OWNER.fullmatch(owner) or owner.lower() in _NO_OWNERS:
        return None, path
    named = _NAME.match(rest)
    if named is None:
        return None, path
    name, tail = named[0], rest[named.end() :]
    if tail[:1] not in ("", "/", "?", "#"):
        tail = ""  # no repository is written so: prose was glued to the name
        name = name.rstrip(".")
    plain = name.removesuffix(".git")
    if not plain.strip("."):
        return None, path
    return f"{owner}/{plain}", f"/{owner}/{name}{tail}"


def _identity(link: Link) -> str:
    """What two ways of writing one address have in common."""
    host, slash, path = link.url.partition("://")[2].partition("/")
    path = path.rstrip("/")
    if link.repo:
        path = re.sub(r"\.git$", "", path).lower()
    return f"{host.removeprefix('www.')}{slash if path else ''}{path}"


def _standings(text: str, found: list[_Found]) -> list[_Standing]:
    """For each link, whose it is; links in one list share what is said of the first."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    standings: list[_Standing] = []
    last_end, last_sentence = 0, -1
    ours: re.Match[str] | None = None  # where the sentence first says that something is its own
    place = 0
    for one in found:
        while place < len(ends) and ends[place] <= one.start:
            place += 1
        start = ends[place - 1] if place else 0
        stop = ends[place] if place < len(ends) else len(text)
        is_same = last_sentence == place
        if not is_same:  # once a sentence: it may hold thousands of links
            ours = _OURS.search(text, start, stop)
        before = text[max(start, last_end) : one.start]
        standing = _said_before(before, is_ours=ours is not None and ours.end() <= one.start)
        if standing is None and is_same:
            standing = standings[-1]
        if standing is None:
            standing = _said_after(text[one.end : stop])
        standings.append(standing)
        last_end, last_sentence = one.end, place
    return standings


def _said_before(clause: str, *, is_ours: bool) -> _Standing | None:
    """What the words right before a link say of it: the cue nearest to the link counts."""
    own = max(_last(_OURS, clause), _last(_CODE, clause))
    others = _last(_OTHERS, clause)
    if own < 0 and others < 0:
        return None
    if others > own or (not is_ours and _THEIR_CODE.search(clause)):
        return _Standing.OTHERS
    return _Standing.OURS if is_ours else _Standing.CODE


def _said_after(clause: str) -> _Standing:
    if _OURS.search(clause):
        return _Standing.OURS
    return _Standing.CODE if _CODE.search(clause) else _Standing.UNSAID


def _last(cue: re.Pattern[str], clause: str) -> int:
    return max((match.end() for match in cue.finditer(clause)), default=-1)


def _rank(link: Link, standing: _Standing) -> int:
    """The order of links, best first: own code, code, own sites, sites, the rest, others' code."""
    host = link.url.partition("://")[2].partition("/")[0].removeprefix("www.")
    is_code = link.repo is not None or host in _CODE_HOSTS
    if standing == _Standing.OTHERS:
        return 90 if is_code else 80
    if link.repo:
        return 10 * standing
    if is_code:
        return 10 * standing + 5
    is_site = host.endswith((".github.io", ".gitlab.io", ".gitee.io"))
    return 40 + 5 * standing - 3 * is_site
