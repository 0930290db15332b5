"""Whether a line looks like a title or like a sentence of an abstract, in any script."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

_SAMPLE = 600  # characters that are looked at: enough to tell, whatever the line's length
_ENDERS = ".。．｡！？!?…؟।॥۔։።‽"
_FULL_STOPS = ".。．｡…।॥۔։።"
_CLOSERS = "\"'”’»)]}）］】」』〕›*"
_BOUNDARY = re.compile(
    r"(?<!\b[A-Z])(?<!\bvs)(?<!\bal)(?<!\bcf)(?<!\be\.g)(?<!\bi\.e)(?<!\bresp)(?<!\bSt)(?<!\bDr)"
    rf"(?<!\bNo)(?<!\bFig)(?<!\bEq)(?<=\w|[)\]}}\"”’%$])[.…][{re.escape(_CLOSERS)}]?\s+(?![a-z])"
)
_ASIDE = re.compile(r"[!?]\s+(?=\S)")  # titles ask, too
_WIDE_BOUNDARY = re.compile(r"[。．｡！？؟।॥۔።](?=.)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_PLAIN = re.compile(
    r"\b(?:we|our|is|are|was|were|has|have|this|that|which|can|been|these|it|they|their|but|often"
    r"|however|show|propose|present|nous|est|sont|que|wir|ist|sind|dass|es|son|se)\b"
)
_OPENING = re.compile(
    r"(?:We|In this (?:paper|work|article|study|report)|This (?:paper|work|article|study|report)"
    r"|Here,? we|To (?:address|tackle|this end)|Despite|Although|However|Moreover|Furthermore"
    r"|Our (?:code|method|results|experiments)|Code|Extensive experiments"
    r"|(?:This|These|Such|It|They|Thus|Hence|Both|There)\b(?=[^:?]*$)|[A-Z][a-z]+ly(?=,))\b"
)
_ADDRESS_END = re.compile(r"(?:https?://|www\.)\S*[^\s-]\s*$")
_MARKUP = re.compile(
    r"</?[a-zA-Z!][^<>]*>|[{}();]*|(?:import|from|def|class|return|#include)\b.*[;:{]"
)
_LENGTHS = (0, 30, 60, 100, 140, 180, 240, 400, 800)
_LIKELIHOODS = (-3.0, -3.0, -2.2, -1.2, 0.0, 2.0, 5.0, 9.0, 12.0)
_NOISE = 40  # characters without a space, of which no word is made


def width(text: str) -> int:
    """How many columns `text` takes: an ideograph says as much as two letters."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text)


def ends_sentence(text: str) -> bool:
    """Whether a sentence may end where `text` ends."""
    bare = text.rstrip(_CLOSERS + " ")
    return bare.endswith(tuple(_ENDERS)) or bool(_ADDRESS_END.search(text[-300:]))


def ends_with_full_stop(text: str) -> bool:
    """Whether `text` ends as statements do, and questions do not."""
    return text.rstrip(_CLOSERS + " ").endswith(tuple(_FULL_STOPS))


def starts_low(text: str) -> bool:
    """Whether `text` starts as the middle of a sentence does."""
    return text[:1].islower() or text[:1] in ".,;:)]}%!?"


def length_says(columns: int) -> float:
    """The log-odds of abstract against title that length alone gives."""
    if columns >= _LENGTHS[-1]:
        return _LIKELIHOODS[-1]
    place = bisect_right(_LENGTHS, columns)
    low, high = _LENGTHS[place - 1], _LENGTHS[place]
    share = (columns - low) / (high - low)
    return _LIKELIHOODS[place - 1] * (1 - share) + _LIKELIHOODS[place] * share


def wording_says(text: str) -> float:
    """The log-odds of abstract against title that capitals, inner stops and words give."""
    sample = text[:_SAMPLE]
    return _capitals_say(sample) + _boundaries_say(sample) + _words_say(sample)


def ending(text: str) -> int:
    """How a line ends: 1 as a statement does, -1 as none does, 0 in between."""
    if ends_with_full_stop(text) or _ADDRESS_END.search(text[-300:]):
        return 1
    return 0 if ends_sentence(text) else -1


def is_wordless(text: str) -> bool:
    """Whether no title and no sentence can look like this: signs, markup, noise."""
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    seen = sum(not c.isspace() for c in sample)
    if letters < 2 or letters * 5 < seen * 2 or _MARKUP.fullmatch(sample):
        return True
    return (
        " " not in sample
        and len(sample) >= _NOISE
        and sample.isascii()
        and not _ADDRESS_END.search(sample)
    )


def _capitals_say(sample: str) -> float:
    words = _WORD.findall(sample)[1:]
    cased = [word for word in words if word[0].isupper() or word[0].islower()]
    if len(cased) < 2:
        return 0.0
    share: float = sum(word[0].isupper() for word in cased) / len(cased)
    return max(-2.5, min(1.5, 2.0 - 6.0 * share))


def _boundaries_say(sample: str) -> float:
    inner = sample.rstrip()
    stops = len(_BOUNDARY.findall(inner)) + len(_WIDE_BOUNDARY.findall(inner))
    asides = len(_ASIDE.findall(inner))
    return min(5.0, 2.0 * stops + 0.4 * asides)


def _words_say(sample: str) -> float:
    plain = min(3, len(_PLAIN.findall(sample))) * 0.7
    return plain + (2.0 if _OPENING.match(sample) else 0.0)
