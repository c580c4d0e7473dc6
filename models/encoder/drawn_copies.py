"""Reads what draw-copies.ts drew, and measures how well the originals are found."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from describers import Describer
from preprocess import open_rgb
from recall import recall_at_1, recall_at_precision

STRENGTHS = ("mild", "medium", "strong")
PRECISION = 0.999


@dataclass(frozen=True)
class DrawnCopy:
    """path: of the copy; photo: what was copied; strength: one of STRENGTHS"""

    path: Path
    photo: Path
    strength: str


def list_copies(folder: Path, data: Path) -> list[DrawnCopy]:
    with open(folder / "copies.csv", newline="") as table:
        rows = list(csv.DictReader(table))
    return [DrawnCopy(folder / "photos" / row["file"], data / row["photo"], row["strength"]) for row in rows]


def measure_drawn_copies(
    describe: Describer, originals: Sequence[Image.Image], paths: Sequence[Path], copies: Sequence[DrawnCopy]
) -> dict[str, float]:
    """Recall at 1, and at a precision by one distance, of the photos copied among all originals. paths: of the originals."""
    gallery = describe(originals)
    places = {path: place for place, path in enumerate(paths)}
    figures: dict[str, float] = {}
    for strength in STRENGTHS:
        chosen = [copy for copy in copies if copy.strength == strength and copy.photo in places]
        right = np.array([places[copy.photo] for copy in chosen])
        rows = describe([open_rgb(copy.path) for copy in chosen])
        figures[strength] = float(recall_at_1(rows, gallery, right, np.arange(len(paths))).mean())
        figures[f"{strength}, at precision {PRECISION}"] = recall_at_precision(rows @ gallery.T, right, PRECISION)
    return figures
