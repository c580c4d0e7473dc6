"""Writes models/reference/published: names and shapes of every tensor of architectures at their published size.

One line a tensor: key, type, sizes. bench/architectures.ts builds and runs each with random numbers, and tests build
their graphs without running them. Weights are not needed, so nothing is downloaded.
"""

import torchvision_shim  # noqa: F401  before timm and torchvision

import sys
from collections.abc import Callable
from pathlib import Path

import timm
import torch
import torchvision

TYPES = {torch.float32: "F32", torch.int64: "I64"}


def timm_model(name: str, **arguments) -> Callable[[], torch.nn.Module]:
    return lambda: timm.create_model(name, **arguments)


MODELS: dict[str, Callable[[], torch.nn.Module]] = {
    "convnext_atto": timm_model("convnext_atto"),
    "convnext_base": timm_model("convnext_base"),
    "convnext_xxlarge": timm_model("convnext_xxlarge"),
    "convnextv2_tiny": timm_model("convnextv2_tiny"),
    "resnet18": timm_model("resnet18"),
    "resnet18d": timm_model("resnet18d"),
    "resnet34": timm_model("resnet34"),
    "resnet50": torchvision.models.resnet50,
    "efficientnet_b0": timm_model("efficientnet_b0"),
    "tf_efficientnet_b3": timm_model("tf_efficientnet_b3"),
    "tf_efficientnet_b4": timm_model("tf_efficientnet_b4"),
}


def main() -> None:
    folder = Path(__file__).parent / "published"
    folder.mkdir(exist_ok=True)
    for name in sys.argv[1:] or MODELS:
        with torch.device("meta"):
            state = MODELS[name]().state_dict()
        lines = [f"{' '.join(map(str, [key, TYPES[t.dtype], *t.shape]))}\n" for key, t in state.items()]
        (folder / f"{name}.txt").write_text("".join(lines))


main()
