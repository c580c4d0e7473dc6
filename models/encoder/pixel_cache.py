"""Keeps every training photo decoded in memory."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from data import Photo
from preprocess import open_rgb, squash

CACHE_EDGE_PX = 176


def load_pixels(photos: list[Photo], cache_file: Path) -> Tensor:
    """Decodes the photos, or reads what an earlier run with as many photos left in `cache_file`.

    Returns uint8 [len(photos), 3, CACHE_EDGE_PX, CACHE_EDGE_PX], RGB.
    """
    shape = (len(photos), CACHE_EDGE_PX, CACHE_EDGE_PX, 3)
    pixels = np.load(cache_file) if cache_file.exists() else None
    if pixels is None or pixels.shape != shape:
        pixels = np.empty(shape, np.uint8)
        for index, photo in enumerate(photos):
            pixels[index] = squash(open_rgb(photo.path), CACHE_EDGE_PX)
        np.save(cache_file, pixels)
    return torch.from_numpy(pixels).permute(0, 3, 1, 2)


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
