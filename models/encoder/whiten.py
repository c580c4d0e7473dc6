"""Whitens the embedding's two parts: puts their means at zero and spreads each evenly over all its directions."""

from collections.abc import Sequence

import numpy as np
import torch

from data import Photo
from describers import BATCH, squashed
from network import EMBEDDING_DIMENSION, PHOTO_DIMENSION, PRODUCT_DIMENSION, EncoderNetwork
from preprocess import open_rgb

# Of the mean variance, added to each: the weakest directions are noise and must not be blown up.
SHRINKAGE = 0.03

# How much the part that gathers products counts in the cosine of two embeddings; the part that tells photos apart the rest.
# More finds shop pictures more often and copies more seldom.
PRODUCT_SHARE = 0.4


def whiten(network: EncoderNetwork, photos: Sequence[Photo]) -> None:
    """Changes the last layers so that both parts of these photos' embeddings, before they are scaled to unit length, are white.

    Training spreads edited views; whole photos lie closer together, all on one side. Only photos that were trained on
    may be given.
    """
    pooled = np.concatenate([pooled_rows(network, photos[start : start + BATCH]) for start in range(0, len(photos), BATCH)])
    with torch.inference_mode():
        rows = network.rows(torch.from_numpy(pooled)).double()
        photo_rows, product_rows = rows.split([PHOTO_DIMENSION, PRODUCT_DIMENSION], 1)
        matrix = torch.block_diag(
            ((1 - PRODUCT_SHARE) * EMBEDDING_DIMENSION / PHOTO_DIMENSION) ** 0.5 * whitening(photo_rows),
            (PRODUCT_SHARE * EMBEDDING_DIMENSION / PRODUCT_DIMENSION) ** 0.5 * whitening(product_rows),
        )
        fold(network, matrix, rows.mean(0))


def whitening(rows: torch.Tensor) -> torch.Tensor:
    """The symmetric matrix that whitens rows less their mean (ZCA). float64 [N, D] to [D, D]."""
    variances, directions = torch.linalg.eigh(torch.cov(rows.T))
    scales = (variances + SHRINKAGE * variances.mean()).rsqrt()
    return directions @ torch.diag(scales) @ directions.T


def pooled_rows(network: EncoderNetwork, photos: Sequence[Photo]) -> np.ndarray:
    """float32 [N, STAGE_WIDTHS[-1]]"""
    pixels = torch.from_numpy(squashed([open_rgb(photo.path) for photo in photos])).permute(0, 3, 1, 2)
    with torch.inference_mode():
        return network.backbone(network.prepared(pixels.float() / 255)).numpy()


def fold(network: EncoderNetwork, matrix: torch.Tensor, mean: torch.Tensor) -> None:
    """Has the linear layer do what it, the batch normalisation, and then `matrix @ (row - mean)` did."""
    linear, norm = network.embedding, network.bn
    gain = norm.weight.double() / (norm.running_var.double() + norm.eps).sqrt()
    shift = norm.bias.double() + gain * (linear.bias.double() - norm.running_mean.double())
    weight = matrix @ (gain[:, None] * linear.weight.double())
    bias = matrix @ (shift - mean)
    linear.weight.copy_(weight)
    linear.bias.copy_(bias)
    norm.weight.fill_(1)
    norm.bias.zero_()
    norm.running_mean.zero_()
    norm.running_var.fill_(1 - norm.eps)
