"""The encoder: a slim residual network from pixels to a unit vector."""

import torch
from torch import Tensor, nn
from torch.nn import functional

INPUT_EDGE_PX = 128
EMBEDDING_DIMENSION = 128

STEM_WIDTH = 40
STAGE_WIDTHS = (40, 80, 160, 320)
STAGE_BLOCKS = (1, 2, 2, 1)

# Generalised-mean pooling with a fixed exponent: 1 is the mean, infinity the maximum.
# Radenovic et al., 2018 (arXiv:1711.02512) find about 3 best for retrieval.
POOLING_EXPONENT = 3.0


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions beside a shortcut.

    Maps [N, width_in, H, W] to [N, width_out, ceil(H / stride), ceil(W / stride)].
    """

    def __init__(self, width_in: int, width_out: int, stride: int) -> None:
        super().__init__()
        self.convolution_1 = nn.Conv2d(width_in, width_out, 3, stride, 1, bias=False)
        self.norm_1 = nn.BatchNorm2d(width_out)
        self.convolution_2 = nn.Conv2d(width_out, width_out, 3, 1, 1, bias=False)
        self.norm_2 = nn.BatchNorm2d(width_out)
        # Averaging before the 1x1 convolution keeps the pixels a strided one would skip.
        self.shortcut: nn.Module = nn.Identity()
        if stride > 1 or width_in != width_out:
            self.shortcut = nn.Sequential(
                nn.AvgPool2d(stride, stride, ceil_mode=True, count_include_pad=False),
                nn.Conv2d(width_in, width_out, 1, bias=False),
                nn.BatchNorm2d(width_out),
            )

    def forward(self, features: Tensor) -> Tensor:
        inner = functional.relu(self.norm_1(self.convolution_1(features)))
        inner = self.norm_2(self.convolution_2(inner))
        return functional.relu(inner + self.shortcut(features))


class EncoderNetwork(nn.Module):
    """Picture in, unit-length embedding out.

    Input: float32 [N, 3, S, S], RGB, 0..1. Any S of 32 or more works; it is trained for INPUT_EDGE_PX.
    Output: float32 [N, EMBEDDING_DIMENSION], L2 norm 1, compared by cosine.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, STEM_WIDTH, 3, 2, 1, bias=False), nn.BatchNorm2d(STEM_WIDTH), nn.ReLU()
        )
        blocks: list[nn.Module] = []
        width = STEM_WIDTH
        for stage_width, block_count in zip(STAGE_WIDTHS, STAGE_BLOCKS):
            for index in range(block_count):
                blocks.append(ResidualBlock(width, stage_width, 2 if index == 0 else 1))
                width = stage_width
        self.stages = nn.Sequential(*blocks)
        # Centring the embeddings keeps them from starting out, or drifting, all alike.
        self.projection = nn.Linear(width, EMBEDDING_DIMENSION, bias=False)
        self.centring = nn.BatchNorm1d(EMBEDDING_DIMENSION, affine=False)

    def forward(self, pictures: Tensor) -> Tensor:
        features = self.stages(self.stem(pictures * 2.0 - 1.0))
        pooled = features.clamp_min(1e-4).pow(POOLING_EXPONENT).mean((2, 3)).pow(1.0 / POOLING_EXPONENT)
        projected = self.centring(self.projection(pooled))
        return projected / (projected.square().sum(1, keepdim=True) + 1e-12).sqrt()


def random_network(seed: int) -> EncoderNetwork:
    """An untrained network, the same one for the same seed."""
    torch.manual_seed(seed)
    return EncoderNetwork()
