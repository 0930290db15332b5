"""The words that made papers are written with: the field's own, and names nobody has heard of.

Within a list the first words are used most, as in real text (Zipf's law).
"""

from __future__ import annotations

import bisect
import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random


def _list(words: str) -> list[str]:
    """Words parted by space, or phrases parted by "/"."""
    return " ".join(words.split()).split("/") if "/" in words else words.split()


OFFSET = 3.0  # how slowly the frequencies begin to fall
FALL = 1.02
COINED_HOWS, COINED_WHATS, COINED_DOES = 1_000, 2_000, 400
"""Words of no language that stand in every library, as terms of art do: the lists' long ends."""

HOWS = _list("""
neural deep large visual sparse robust linear semantic temporal spatial efficient adaptive trained
structured multimodal generative stochastic hierarchical recurrent causal bayesian latent graphical
transferable dense dynamic scalable tabular convex modular hybrid discrete continuous symbolic
federated private stable fast shallow local global joint noisy weak strong rare frequent typical
contrastive diffusive attentive probabilistic geometric algebraic numerical statistical optimal
approximate exact greedy iterative parallel distributed sequential incremental online offline
supervised unsupervised interactive autonomous cooperative competitive adversarial resilient
invariant equivariant periodic smooth rough nested layered branching looped cyclic acyclic bounded
compact minimal maximal partial complete redundant orthogonal diagonal triangular spectral
harmonic thermal optical acoustic robotic medical clinical molecular chemical physical biological
legal financial social urban rural agricultural marine aerial satellite solar nuclear quantum
lexical syntactic phonetic prosodic narrative conversational multilingual bilingual bidirectional
tractable trainable trustworthy transparent truncated tiny tidy timely tuned typed
""")

WHATS = _list("""
network model learning training attention method result representation graph image language feature
task sample distribution parameter layer gradient domain benchmark dataset transformer policy
agent reward token embedding decoder encoder kernel tree table sequence memory prompt query field
operator terminal reader code proof route signal video frame scene object region boundary edge node
cluster label class loss margin bound regret sampling inference reasoning planning retrieval ranking
recommendation translation transcription summary dialogue question answer document sentence word
corpus ontology database index cache buffer pipeline scheduler compiler program function variable
constraint solver search heuristic game player market auction mechanism equilibrium risk portfolio
forecast trend season anomaly event sensor camera lidar radar robot gripper arm vehicle driver
traffic trajectory transfer transformation transition track trace trigger triangle trial trust
topology topic tensor texture template teacher student expert mixture ensemble committee baseline
ablation metric score error variance bias noise outlier calibration confidence uncertainty entropy
density likelihood prior posterior prediction estimate regression classification segmentation
detection recognition tracking generation synthesis diffusion denoising compression quantization
pruning distillation sparsity rank matrix vector manifold metric-space lattice polytope simplex
hypergraph motif community link path flow cut matching coloring packing covering tiling molecule
protein gene cell tissue organ patient diagnosis treatment drug enzyme reaction catalyst crystal
battery turbine reactor grid building bridge river forest glacier ocean climate weather storm
earthquake galaxy planet orbit telescope spectrum photon electron qubit circuit processor chip
compass map city street house door window chair kitchen recipe garden harvest library archive
museum newspaper poem melody rhythm voice accent speaker gesture face hand gait emotion humour
irony rumour argument treaty court statute patent contract invoice ledger currency
""")

DOES = _list("""
learn train show improve predict propose reduce achieve require introduce bound rank compress
explain route sample align prune merge plan repair score verify fold measure separate transfer
transform translate trace track treat trigger estimate recover combine compare extend evaluate
optimize analyze approximate encode decode project embed cluster classify segment detect recognize
retrieve generate synthesize denoise quantize distill calibrate regularize normalize accelerate
parallelize distribute schedule cache index query parse tag annotate label collect clean filter
balance weigh penalize reward explore exploit imitate simulate render reconstruct register warp
interpolate extrapolate factorize diagonalize sparsify smooth sharpen tune test time
""")

WHERE = (
    """
under noise/at scale/with few labels/without supervision/over long contexts/in one pass/on small
machines/across domains/for time series/by regression/with guarantees/in the wild/at test time/from
scratch/in practice/with little memory/under a fixed budget/on held-out tasks/in low dimensions/to
our knowledge/by a wide margin/in the limit/on three continents/with high probability/per second/at
the edge/after training/before deployment/in each layer/between languages/on two benchmarks
""".replace("\n", " ")
    .strip()
    .split("/")
)

OPENINGS = (
    """
we show that/in this work/this paper asks whether/here/our results suggest that/by contrast/for
example/as a result/to this end/at the same time/surprisingly/it is known that/we find that/in
addition/the main idea is that/more generally/however/finally/on the other hand/it follows that
""".replace("\n", " ")
    .strip()
    .split("/")
)

ARTICLES = _list("the the the a a a this each our its some such these")

TAGS = _list("""
to-read graphs language vision agents speech theory medicine code robots physics tables retrieval
safety music climate law games biology chemistry
""")
"""The first is on most papers."""

_ONSETS = _list("b c d f g h k l m n p qu r s st t tr v w x z sh ph pr gr")
_RIMES = _list("a e i o u ai or en an ul")
_SYLLABLES = [onset + rime for onset in _ONSETS for rime in _RIMES]
_ENDINGS = _list("former/net/ization/ing/er/ed/ity/gan/bench/eval/s/ation/al/ic/lm/diff/")


class Words:
    """Words to choose from, each as often as its place in the list says."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        weights = ((place + OFFSET) ** -FALL for place in range(len(words)))
        self._sums = list(itertools.accumulate(weights))

    def one(self, chance: random.Random) -> str:
        """One word."""
        return self._words[bisect.bisect(self._sums, chance.random() * self._sums[-1])]


def coined(chance: random.Random) -> str:
    """A word that is in no dictionary: "prainulnet", "Gutrenization", "stowai7"."""
    syllables = chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3)))
    word = "".join(syllables) + chance.choice(_ENDINGS)
    if chance.random() < 0.15:
        word = word.capitalize()
    return f"{word}{chance.randrange(1000)}" if chance.random() < 0.04 else word
