"""Keeps every training photo decoded, and the composites of shop pictures, in a file that runs share."""

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from composites import compose, cut_out
from data import Photo
from preprocess import open_rgb, squash

CACHE_EDGE_PX = 176
COMPOSITES_A_PRODUCT = 20
BACKGROUND_STEP = 8


def with_composites(photos: Sequence[Photo]) -> list[Photo]:
    """The photos, and COMPOSITES_A_PRODUCT entries that stand for what is made of each shop picture."""
    shop = [photo for photo in photos if photo.part == "shop"]
    made = [Photo(photo.path, "composite", photo.product, photo.use) for photo in shop for _ in range(COMPOSITES_A_PRODUCT)]
    return [*photos, *made]


def load_pixels(photos: Sequence[Photo], folder: Path) -> Tensor:
    """Decodes the photos and makes the composites, or reads what an earlier run with the same ones left in `folder`.

    Returns uint8 [len(photos), 3, CACHE_EDGE_PX, CACHE_EDGE_PX], RGB, mapped from the file.
    """
    names = "\n".join(f"{photo.part} {photo.path}" for photo in photos)
    file = folder / f"pixels-{hashlib.sha256(names.encode()).hexdigest()[:12]}.npy"
    if not file.exists():
        unfinished = file.with_suffix(".part.npy")
        np.save(unfinished, make_pixels(photos))
        unfinished.replace(file)
    # Copy on write: torch has no read-only tensors.
    return torch.from_numpy(np.load(file, mmap_mode="c")).permute(0, 3, 1, 2)


def make_pixels(photos: Sequence[Photo]) -> np.ndarray:
    pixels = np.empty((len(photos), CACHE_EDGE_PX, CACHE_EDGE_PX, 3), np.uint8)
    chance = random.Random(1)
    natural = [photo for photo in photos if photo.part == "grocery-train"]
    backgrounds = [open_rgb(photo.path) for photo in natural[::BACKGROUND_STEP]]
    cut_outs: dict[Path, Image.Image] = {}
    for place, photo in enumerate(photos):
        picture = open_rgb(photo.path)
        if photo.part == "composite":
            if photo.path not in cut_outs:
                cut_outs[photo.path] = cut_out(picture)
            picture = compose(cut_outs[photo.path], backgrounds, chance)
        pixels[place] = squash(picture, CACHE_EDGE_PX)
    return pixels


def shrink_pixels(pixels: Tensor, edge_px: int) -> Tensor:
    """The same pictures at edge_px, antialiased, so that sampling views from them needs no filter.

    pixels: uint8 [N, 3, H, W]. Returns uint8 [N, 3, edge_px, edge_px].
    """
    if pixels.shape[-1] <= edge_px:
        return pixels
    return torch.cat(
        [
            functional.interpolate(part.float(), size=(edge_px, edge_px), mode="bilinear", antialias=True)
            .round_()
            .clamp_(0, 255)
            .byte()
            for part in pixels.split(256)
        ]
    )
