"""The one way a picture file becomes the encoder's input."""

from pathlib import Path

import numpy as np
from PIL import Image


def open_rgb(path: Path) -> Image.Image:
    """The picture in the file, as RGB."""
    with Image.open(path) as picture:
        return picture.convert("RGB")


def squash(picture: Image.Image, edge_px: int) -> np.ndarray:
    """The whole picture squeezed into a square, whatever its proportions.

    Returns uint8 [edge_px, edge_px, 3]. PIL's bilinear filter widens with the reduction, so it antialiases.
    """
    return np.asarray(picture.resize((edge_px, edge_px), Image.Resampling.BILINEAR))
