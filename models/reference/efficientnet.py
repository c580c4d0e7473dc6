"""Writes models/reference/efficientnet: tiny EfficientNets of timm, with what they compute."""

import torchvision_shim  # noqa: F401  before timm

import torch
from image_towers import fill, picture, write
from timm.models.efficientnet import _gen_efficientnet

# Odd edges, so that 'same' padding is not symmetric.
PICTURE = picture(2, 45, 62)

VARIANTS = {
    "symmetric": ("efficientnet_b0", {"channel_multiplier": 0.1, "depth_multiplier": 0.5}),
    "same": (
        "tf_efficientnet_b3",
        {"channel_multiplier": 0.06, "depth_multiplier": 0.4, "bn_eps": 1e-3, "pad_type": "same"},
    ),
}


@torch.no_grad()
def main() -> None:
    for name, (architecture, arguments) in VARIANTS.items():
        model = _gen_efficientnet(architecture, num_classes=3, **arguments)
        fill(model)
        features = model.forward_features(PICTURE)
        pooled = model.forward_head(features, pre_logits=True)
        told = {key: value for key, value in arguments.items() if key.endswith("multiplier")}
        config = {"architecture": architecture, "num_classes": 3, "model_args": told}
        write("efficientnet", f"timm-{name}", model, config, PICTURE, features, pooled)


main()
