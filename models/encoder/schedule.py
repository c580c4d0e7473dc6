"""What changes in the course of a training run."""

from network import INPUT_EDGE_PX

PEAK_LEARNING_RATE = 1e-3
WARM_UP_STEPS = 120
DECAY_FROM = 0.5

FIRST_TEMPERATURE, LAST_TEMPERATURE = 0.1, 0.06
FIRST_STRENGTH = 0.3
FULL_STRENGTH_FROM = 0.5

# From which fraction of the steps on which view edge: most is learnt cheaply on small views.
RESOLUTIONS_PX = ((0.0, 64), (0.74, 96), (0.92, INPUT_EDGE_PX))


def edge_px_at(progress: float) -> int:
    """View edge for a progress of 0..1."""
    return [edge_px for start, edge_px in RESOLUTIONS_PX if progress >= start][-1]


def temperature_at(progress: float) -> float:
    """From forgiving to strict: at first many a copy is out of reach, and would be all that counts."""
    return FIRST_TEMPERATURE + (LAST_TEMPERATURE - FIRST_TEMPERATURE) * progress


def strongest_at(progress: float) -> float:
    """Strength of the strongest edits, 0..1: views that nobody could recognise teach nothing."""
    return min(1.0, FIRST_STRENGTH + (1 - FIRST_STRENGTH) * progress / FULL_STRENGTH_FROM)


def learning_rate_at(step: int, steps: int) -> float:
    """Linear warm-up, constant, then a straight line down to nearly zero."""
    warm_up = min(1.0, (step + 1) / WARM_UP_STEPS)
    left = (1 - step / steps) / (1 - DECAY_FROM)
    return PEAK_LEARNING_RATE * warm_up * min(1.0, max(0.01, left))
