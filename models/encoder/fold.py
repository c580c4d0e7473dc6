"""Folds batch normalisation into the convolutions before it, for inference."""

import copy

from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from network import EncoderNetwork, ResidualBlock


def fold_batch_norm(network: EncoderNetwork) -> EncoderNetwork:
    """A copy of a network in eval mode that computes the same with none left between its convolutions."""
    folded = copy.deepcopy(network).eval()
    fold_sequential(folded.stem)
    for block in folded.stages:
        assert isinstance(block, ResidualBlock)
        block.convolution_1 = fuse_conv_bn_eval(block.convolution_1, block.norm_1)
        block.convolution_2 = fuse_conv_bn_eval(block.convolution_2, block.norm_2)
        block.norm_1, block.norm_2 = nn.Identity(), nn.Identity()
        if isinstance(block.shortcut, nn.Sequential):
            fold_sequential(block.shortcut)
    return folded


def fold_sequential(layers: nn.Sequential) -> None:
    for index in range(1, len(layers)):
        if isinstance(layers[index], nn.BatchNorm2d):
            layers[index - 1] = fuse_conv_bn_eval(layers[index - 1], layers[index])
            layers[index] = nn.Identity()
