"""What changes in the course of a training run.

Three rounds, in each of which the rate of learning rises and falls: the first learns to find a view's partner in its batch,
the others, each of which begins with what the one before has learnt, to find a view's photo among all that are trained on.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from network import INPUT_EDGE_PX

DECAY_FROM = 0.5
FULL_STRENGTH_FROM = 0.5


@dataclass(frozen=True)
class Round:
    """A part of the run.

    steps: of a whole run
    resolutions_px: from which fraction of the steps on which view edge; most is learnt cheaply on small views
    temperatures: at the start and at the end; at first many a copy is out of reach, and would be all that counts
    first_strength: of the strongest edits at the start, 0..1; views that nobody could recognise teach nothing
    copies_weight: of finding the partner in the batch
    grocery_share, product_share: of the pairs, how many are of one grocery photo and of two photos of a product
    has_gallery: views are to be found among all training photos
    """

    steps: int
    warm_up_steps: int
    peak_learning_rate: float
    resolutions_px: tuple[tuple[float, int], ...]
    temperatures: tuple[float, float]
    first_strength: float
    copies_weight: float
    grocery_share: float
    product_share: float
    has_gallery: bool


ROUNDS = (
    Round(
        steps=3400,
        warm_up_steps=120,
        peak_learning_rate=1e-3,
        resolutions_px=((0.0, 64), (0.74, 96), (0.92, INPUT_EDGE_PX)),
        temperatures=(0.1, 0.06),
        first_strength=0.3,
        copies_weight=1.0,
        grocery_share=0.3,
        product_share=0.2,
        has_gallery=False,
    ),
    Round(
        steps=4400,
        warm_up_steps=60,
        peak_learning_rate=8e-4,
        resolutions_px=((0.0, 64), (0.6, 96), (0.85, INPUT_EDGE_PX)),
        temperatures=(0.06, 0.06),
        first_strength=0.9,
        copies_weight=0.6,
        grocery_share=0.26,
        product_share=0.25,
        has_gallery=True,
    ),
    Round(
        steps=3200,
        warm_up_steps=60,
        peak_learning_rate=7e-4,
        resolutions_px=((0.0, 64), (0.5, 96), (0.8, INPUT_EDGE_PX)),
        temperatures=(0.06, 0.06),
        first_strength=1.0,
        copies_weight=0.6,
        grocery_share=0.26,
        product_share=0.25,
        has_gallery=True,
    ),
)
ALL_STEPS = sum(part.steps for part in ROUNDS)


@dataclass(frozen=True)
class Moment:
    """step: of `steps` in this round"""

    round: Round
    step: int
    steps: int

    @property
    def progress(self) -> float:
        return self.step / self.steps

    @property
    def edge_px(self) -> int:
        return [edge_px for start, edge_px in self.round.resolutions_px if self.progress >= start][-1]

    @property
    def temperature(self) -> float:
        first, last = self.round.temperatures
        return first + (last - first) * self.progress

    @property
    def strongest(self) -> float:
        """Strength of the strongest edits, 0..1."""
        first = self.round.first_strength
        return min(1.0, first + (1 - first) * self.progress / FULL_STRENGTH_FROM)

    @property
    def learning_rate(self) -> float:
        """Linear warm-up, constant, then a straight line down to nearly zero."""
        warm_up = min(1.0, (self.step + 1) / self.round.warm_up_steps)
        left = (1 - self.progress) / (1 - DECAY_FROM)
        return self.round.peak_learning_rate * warm_up * min(1.0, max(0.01, left))


def round_ends(steps: int) -> list[int]:
    """The first step after each round of a run of `steps`."""
    return [round(steps * done / ALL_STEPS) for done in accumulate(part.steps for part in ROUNDS)]


def moment_at(step: int, steps: int) -> Moment:
    """Where a run of `steps`, over all rounds, is at a step, 0..steps - 1."""
    ends = round_ends(steps)
    at = bisect_right(ends, step)
    start = ends[at - 1] if at > 0 else 0
    return Moment(ROUNDS[at], step - start, ends[at] - start)
