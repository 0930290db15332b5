"""English words that tell nothing by themselves: a phrase neither begins nor ends with one."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _words(
    """
    a about above across after against al all along also although among an and another any are
    as at be because been before being between both but by can cannot could despite do does due
    during each either et etc even every few for from further given had has have here how
    however i if in into is it its itself just less like many may might more most much must
    namely nor not of off often on once one only onto or other our ours out over own per quite
    rather same several should show shows since so some still such than that the their them then
    there these they this those through thus to too toward towards two under until up upon us
    use used using various versus very via was we well were what when where whether which while
    who whose why will with within without would yet you your
    """
)
"""They hold phrases together."""

PLAIN_WORDS = _words(
    """
    ability able achieve achieved achieves address addressing aim aims allow allowing allows
    applied apply approach approaches article available based believe believes called carried
    compare compared consider considered consists contrast current currently demonstrate
    demonstrated demonstrates describe described describes develop developed different discuss
    discussed discusses effective effectively efficient enable enables enabling existing
    experiments extensive fact find findings finds first furthermore future give given gives
    high highly improve improved improvement improves improving include includes including
    introduce introduced introduces introducing investigate key known large lead leading leads
    made main make makes making method methods moreover need needs new novel number obtained
    offer offers outperform outperforms paper perform performed performs possible potential
    present presented presents previous prior problem problems propose proposed proposes
    proposing provide provided provides providing recent recently remain remains report require
    required requires result resulting results reveal reveals second show showed showing shown
    significant significantly simple specific specifically state study suggest suggests superior
    task tasks therefore typically usually wide widely work works
    """
)
"""Any abstract may say them."""
