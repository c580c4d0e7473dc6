"""Writes models/reference/convnext: tiny ConvNeXts of timm and transformers, with what they compute."""

import torchvision_shim  # noqa: F401  before the others

from pathlib import Path

import timm
import torch
import transformers
from image_towers import fill, picture, write
from safetensors.torch import save_file

PICTURE = picture(2, 36, 68)

SIZES = {"depths": [1, 1, 2, 1], "dims": [8, 12, 16, 24]}
TIMM = {
    "version-1": ("convnext_base", {}),
    "hidden-head": ("convnext_large_mlp", {"head_hidden_size": 20, "norm_eps": 1e-5, "kernel_sizes": [7, 5, 5, 3]}),
    "convolutions": ("convnext_atto", {}),
    "norm-first": ("convnext_tiny_hnf", {"stem_type": "overlap_tiered", "act_layer": "gelu_tanh"}),
    "version-2": ("convnextv2_base", {}),
    "version-2-convolutions": ("convnextv2_femto", {}),
}


def timm_towers() -> None:
    for name, (architecture, arguments) in TIMM.items():
        model = timm.create_model(architecture, num_classes=3, **SIZES, **arguments)
        fill(model)
        features = model.forward_features(PICTURE)
        pooled = model.forward_head(features, pre_logits=True)
        config = {"architecture": architecture, "num_classes": 3, "model_args": {**SIZES, **arguments}}
        write("convnext", f"timm-{name}", model, config, PICTURE, features, pooled)
        if name == "version-1":
            write_halves(model, Path(__file__).parent / "convnext" / f"timm-{name}")


def write_halves(model: torch.nn.Module, folder: Path) -> None:
    """The same weights in half precision; the reference stays that of float32."""
    for name, half in (("f16", torch.float16), ("bf16", torch.bfloat16)):
        state = {key: tensor.to(half) for key, tensor in model.state_dict().items()}
        save_file(state, folder / f"model.{name}.safetensors")


def transformers_towers() -> None:
    sizes = {"depths": SIZES["depths"], "hidden_sizes": SIZES["dims"]}
    first = transformers.ConvNextForImageClassification(transformers.ConvNextConfig(**sizes, num_labels=3))
    second = transformers.ConvNextV2Model(transformers.ConvNextV2Config(**sizes))
    for name, stored, model in (("version-1", first, first.convnext), ("version-2", second, second)):
        fill(stored)
        outputs = model(PICTURE)
        config = model.config.to_dict()
        features, pooled = outputs.last_hidden_state, outputs.pooler_output
        write("convnext", f"transformers-{name}", stored, config, PICTURE, features, pooled)


if __name__ == "__main__":
    with torch.no_grad():
        timm_towers()
        transformers_towers()
