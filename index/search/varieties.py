"""British spellings as American ones, so that a search for either finds both."""

from __future__ import annotations

import re

_ENDING = r"(e|es|ed|er|ers|ing|ation|ations|able)$"
_ISE = re.compile(  # what -ise stands behind where it may be -ize: generalise, optimise, tokenise
    rf"([a-z]{{2}}(?:al|ar|as|at|en|er|es|et|gn|ic|il|im|in|it|nt|om|on|or|tr))(?<!prom)is{_ENDING}"
)
_YSE = re.compile(r"(anal|catal|paral|dial)ys(e|ed|er|ers|ing)$")
_OUR = re.compile(
    r"(arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rig|rum|tum|vap|vig)our"
)
_RE = re.compile(r"(calib|cent|fib|lit|met|spect|theat)r(?=e|ing)(e(?=s?$))?")
_DOUBLED = re.compile(
    r"(cancel|channel|counsel|fuel|funnel|initial|label|level|marshal|model|panel|parcel|signal"
    r"|total|travel|tunnel|unravel)l(ing|ed|er|ers)$"
)
_OTHERS = {"catalogue": "catalog", "catalogues": "catalogs", "defence": "defense", "grey": "gray"}


def american(word: str) -> str:
    """The word as Americans spell it, if it is one that the British spell another way.

    A word may come out misspelled, "treatise" as "treatize": in every text alike, so that nothing
    is lost by it.
    """
    if len(word) < 4 or not _MAY_DIFFER.search(word):
        return word
    word = _ISE.sub(r"\1iz\2", word)
    word = _YSE.sub(r"\1yz\2", word)
    word = _OUR.sub(r"\1or", word)
    word = _RE.sub(r"\1er", word)
    word = _DOUBLED.sub(r"\1\2", word)
    return _OTHERS.get(word, word)


_MAY_DIFFER = re.compile("is|ys|our|re|ll|logue|fence|grey")
