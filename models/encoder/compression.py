"""What JPEG does to a picture, in a form that runs on a batch."""

import math

import torch
from torch import Tensor

BLOCK_PX = 8


def cosine_basis() -> Tensor:
    """The orthonormal 8-point DCT-II. float32 [8, 8], one basis function a row."""
    place = torch.arange(BLOCK_PX, dtype=torch.float32)
    basis = torch.cos(math.pi / BLOCK_PX * (place[None, :] + 0.5) * place[:, None]) * math.sqrt(2 / BLOCK_PX)
    basis[0] *= math.sqrt(0.5)
    return basis


def add_compression_noise(views: Tensor) -> Tensor:
    """Rounds the cosine coefficients of 8x8 blocks, coarser for higher frequencies, by a random amount a view.

    views: float32 [N, 3, S, S], 0..1, S a multiple of 8. Returns the same shape.
    """
    count, channels, edge_px, _ = views.shape
    basis = cosine_basis()
    blocks = views.view(count, channels, edge_px // BLOCK_PX, BLOCK_PX, edge_px // BLOCK_PX, BLOCK_PX).transpose(3, 4)
    coefficients = basis @ blocks @ basis.T
    frequency = torch.arange(BLOCK_PX)[:, None] + torch.arange(BLOCK_PX)[None, :]
    coarseness = torch.empty(count, 1, 1, 1, 1, 1).uniform_(0.02, 0.25)
    step = coarseness * (1 + frequency) / 4
    rounded = torch.round(coefficients / step) * step
    return (basis.T @ rounded @ basis).transpose(3, 4).reshape(views.shape)
