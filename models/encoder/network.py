"""The encoder: a slim ResNet-D from pixels to a unit vector.

The tensors are named as timm names those of a ResNet (backbone.*), with the linear layer and the batch normalisation
of a network trained with ArcFace after it (embedding.*, bn.*): a form that Doublet's importer reads.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

INPUT_EDGE_PX = 128

# The first numbers of an embedding tell photos apart, the others gather the photos of a product.
PHOTO_DIMENSION = 128
PRODUCT_DIMENSION = 64
EMBEDDING_DIMENSION = PHOTO_DIMENSION + PRODUCT_DIMENSION

STEM_WIDTH = 12
STAGE_WIDTHS = (40, 80, 160, 320)
STAGE_BLOCKS = (1, 2, 2, 1)

# Pixels, 0..1, become -1..1.
PIXEL_MEAN = 0.5
PIXEL_DEVIATION = 0.5


class BasicBlock(nn.Module):
    """Two 3x3 convolutions beside a shortcut.

    Maps [N, width_in, H, W] to [N, width_out, ceil(H / stride), ceil(W / stride)].
    """

    def __init__(self, width_in: int, width_out: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(width_in, width_out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width_out)
        self.conv2 = nn.Conv2d(width_out, width_out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width_out)
        # Averaging before the 1x1 convolution keeps the pixels a strided one would skip (He et al., 2018, ResNet-D).
        self.downsample: nn.Module = nn.Identity()
        if stride > 1 or width_in != width_out:
            pool = nn.AvgPool2d(stride, stride, ceil_mode=True, count_include_pad=False) if stride > 1 else nn.Identity()
            self.downsample = nn.Sequential(
                pool, nn.Conv2d(width_in, width_out, 1, bias=False), nn.BatchNorm2d(width_out)
            )

    def forward(self, features: Tensor) -> Tensor:
        inner = functional.relu(self.bn1(self.conv1(features)), inplace=True)
        inner = self.bn2(self.conv2(inner))
        return functional.relu(inner + self.downsample(features), inplace=True)


def stage(width_in: int, width_out: int, block_count: int, stride: int) -> nn.Sequential:
    blocks = [BasicBlock(width_in, width_out, stride)]
    blocks += [BasicBlock(width_out, width_out, 1) for _ in range(block_count - 1)]
    return nn.Sequential(*blocks)


class Backbone(nn.Module):
    """timm's resnet18d with the widths and depths above. float32 [N, 3, S, S], -1..1, to [N, width]."""

    width = STAGE_WIDTHS[-1]

    def __init__(self) -> None:
        super().__init__()
        width = 2 * STEM_WIDTH
        self.conv1 = nn.Sequential(
            nn.Conv2d(3, STEM_WIDTH, 3, 2, 1, bias=False),
            nn.BatchNorm2d(STEM_WIDTH),
            nn.ReLU(inplace=True),
            nn.Conv2d(STEM_WIDTH, STEM_WIDTH, 3, 1, 1, bias=False),
            nn.BatchNorm2d(STEM_WIDTH),
            nn.ReLU(inplace=True),
            nn.Conv2d(STEM_WIDTH, width, 3, 1, 1, bias=False),
        )
        self.bn1 = nn.BatchNorm2d(width)
        widths = (width, *STAGE_WIDTHS)
        strides = (1, 2, 2, 2)
        self.layer1, self.layer2, self.layer3, self.layer4 = (
            stage(widths[place], widths[place + 1], STAGE_BLOCKS[place], strides[place]) for place in range(4)
        )

    def maps(self, pictures: Tensor) -> list[Tensor]:
        """What each of the four stages makes of them. float32 [N, width, S', S'] each."""
        stemmed = functional.relu(self.bn1(self.conv1(pictures)), inplace=True)
        features = functional.max_pool2d(stemmed, 3, 2, 1)
        made = []
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            features = layer(features)
            made.append(features)
        return made

    def forward(self, pictures: Tensor) -> Tensor:
        return self.maps(pictures)[-1].mean((2, 3))


class EncoderNetwork(nn.Module):
    """Picture in, unit-length embedding out.

    Input: float32 [N, 3, S, S], RGB, 0..1. Any S of 32 or more works; it is trained for INPUT_EDGE_PX.
    Output: float32 [N, EMBEDDING_DIMENSION], L2 norm 1, compared by cosine.
    """

    def __init__(self, backbone: nn.Module | None = None) -> None:
        """backbone: another one than ours, to compare with: with its width and with maps, the last one [N, width, H, W]"""
        super().__init__()
        self.backbone = Backbone() if backbone is None else backbone
        self.embedding = nn.Linear(self.backbone.width, EMBEDDING_DIMENSION)
        # Centring the embeddings keeps them from starting out, or drifting, all alike.
        self.bn = nn.BatchNorm1d(EMBEDDING_DIMENSION)

    def forward(self, pictures: Tensor) -> Tensor:
        return functional.normalize(self.rows(self.backbone(self.prepared(pictures))), dim=1)

    def prepared(self, pictures: Tensor) -> Tensor:
        """Pixels as the backbone takes them, -1..1. float32 [N, 3, S, S]."""
        return (pictures - PIXEL_MEAN) / PIXEL_DEVIATION

    def rows(self, pooled: Tensor) -> Tensor:
        """The embeddings before they are scaled to unit length. float32 [N, EMBEDDING_DIMENSION]."""
        return self.bn(self.embedding(pooled))


def random_network(seed: int) -> EncoderNetwork:
    """An untrained network, the same one for the same seed."""
    torch.manual_seed(seed)
    return EncoderNetwork()
