"""Writes models/reference/resnet: tiny ResNets of timm, torchvision and transformers, with what they compute."""

import torchvision_shim  # noqa: F401  before the others

import timm
import torch
import torchvision
import transformers
from image_towers import fill, picture, write

PICTURE = picture(2, 50, 66)


def timm_towers() -> None:
    deep = {"stem_type": "deep", "stem_width": 6, "avg_down": True}
    for name, block, more in (
        ("resnet18", "BasicBlock", {}),
        ("resnet50", "Bottleneck", {}),
        ("resnet18d", "BasicBlock", deep),
        ("resnet50d", "Bottleneck", deep),
    ):
        arguments = {"block": block, "layers": [1, 2, 1, 1], "channels": [8, 10, 12, 16], **more}
        classes = {"BasicBlock": timm.models.resnet.BasicBlock, "Bottleneck": timm.models.resnet.Bottleneck}
        model = timm.models.resnet.ResNet(**{**arguments, "block": classes[block]}, num_classes=3)
        fill(model)
        features = model.forward_features(PICTURE)
        pooled = model.forward_head(features, pre_logits=True)
        config = {"architecture": name, "num_classes": 3, "model_args": arguments}
        write("resnet", f"timm-{name}", model, config, PICTURE, features, pooled)


def torchvision_tower() -> None:
    """torchvision's blocks at a width of ours, since its ResNet has no argument for that."""
    bottleneck = torchvision.models.resnet.Bottleneck
    model = torchvision.models.ResNet(bottleneck, [1, 1, 1, 1])
    for number, (planes, blocks) in enumerate(((4, 1), (6, 2), (8, 1), (10, 1)), 1):
        if number == 1:
            model.inplanes = 64
        setattr(model, f"layer{number}", model._make_layer(bottleneck, planes, blocks, stride=1 if number == 1 else 2))
    model.fc = torch.nn.Identity()
    fill(model)
    captured = {}
    model.layer4.register_forward_hook(lambda _module, _inputs, output: captured.update(features=output))
    pooled = model(PICTURE)
    config = {
        "architecture": "resnet50",
        "model_args": {"layers": [1, 2, 1, 1], "channels": [4, 6, 8, 10]},
    }
    write("resnet", "torchvision-resnet50", model, config, PICTURE, captured["features"], pooled)


def transformers_towers() -> None:
    sizes = {"embedding_size": 8, "hidden_sizes": [8, 16, 24, 32], "depths": [1, 2, 1, 1], "num_labels": 3}
    variants = {
        "basic": {"layer_type": "basic"},
        "bottleneck": {"layer_type": "bottleneck"},
        "first": {"layer_type": "bottleneck", "downsample_in_bottleneck": True, "downsample_in_first_stage": True},
    }
    for name, arguments in variants.items():
        config = transformers.ResNetConfig(**sizes, **arguments)
        whole = transformers.ResNetForImageClassification(config)
        fill(whole)
        outputs = whole.resnet(PICTURE)
        stored = whole.resnet if name == "first" else whole
        pooled = outputs.pooler_output.flatten(1)
        write("resnet", f"transformers-{name}", stored, config.to_dict(), PICTURE, outputs.last_hidden_state, pooled)


if __name__ == "__main__":
    with torch.no_grad():
        timm_towers()
        torchvision_tower()
        transformers_towers()
