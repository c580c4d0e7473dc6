"""Tiny random Conditional DETRs of transformers, once in each naming, with their outputs for pictures of two shapes.

`timm/` is named as microsoft/conditional-detr-resnet-50 is: a timm backbone, and the projections of the decoder beside
its attention. `transformers/` has transformers' own ResNet and the names that transformers 5 uses in memory.
`post-processing/` holds random raw outputs and what the image processor makes of them, `crops/` parts of a picture.
Beside them, in `../published`, names and shapes of the published size.

Run: PYTHONPATH=models/reference python models/reference/conditional_detr.py
"""

import json
from pathlib import Path

import numpy as np
import torch
import torchvision_shim  # noqa: F401  must come before timm and transformers
from PIL import Image
from safetensors.torch import save_file
from timm.models import register_model
from timm.models._builder import build_model_with_cfg
from timm.models.resnet import Bottleneck, ResNet
from transformers import (
    ConditionalDetrConfig,
    ConditionalDetrForObjectDetection,
    ConditionalDetrImageProcessorPil,
)
from transformers.models.conditional_detr.modeling_conditional_detr import ConditionalDetrObjectDetectionOutput

torch.set_num_threads(1)
HERE = Path(__file__).parent / "conditional_detr"
ARCHITECTURE = {"architectures": ["ConditionalDetrForObjectDetection"]}
FASHION = ["bag", "bottom", "dress", "hat", "outer", "shoes", "top"]
SHAPES = {"landscape": (96, 160), "portrait": (133, 70)}
BACKBONE = {"layers": (2, 1, 2, 1), "channels": (3, 4, 5, 6)}
TINY = {
    "d_model": 16,
    "num_queries": 12,
    "encoder_layers": 2,
    "decoder_layers": 3,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 24,
    "decoder_ffn_dim": 20,
    "id2label": dict(enumerate(FASHION)),
    "label2id": {label: number for number, label in enumerate(FASHION)},
}


@register_model
def resnet50_tiny(pretrained=False, **kwargs):
    """timm's ResNet-50 with few blocks and channels; every kind of block and shortcut of the real one is there."""
    return build_model_with_cfg(ResNet, "resnet50_tiny", pretrained, block=Bottleneck, **BACKBONE, **kwargs)


def gain(name):
    """Queries and keys that agree or not, else attention is the same everywhere and would hide a mistake in it."""
    if "query_position_embeddings" in name:
        return 6
    return 3 if any(part in name for part in ("q_", "k_", "query_scale")) else 1.6


def randomise(model, seed):
    """Weights that make every part matter: transformers' own start leaves biases and frozen statistics at 0 and 1."""
    generator = torch.Generator().manual_seed(seed)
    for name, tensor in [*model.named_parameters(), *model.named_buffers()]:
        if not tensor.is_floating_point():
            continue
        noise = torch.randn(tensor.shape, generator=generator)
        if name.endswith("running_var"):
            tensor.data = 0.5 + noise.abs()
        elif tensor.dim() == 1:
            is_scale = name.endswith("weight")
            tensor.data = is_scale + 0.2 * noise
        else:
            tensor.data = noise * (gain(name) / (tensor[0].numel() ** 0.5))
    return model.eval()


def published_names(state):
    """The names under which transformers 4 published its checkpoints, and under which they still lie on the hub."""
    beside = {"self_attn": "sa", "encoder_attn": "ca"}
    named = {}
    for key, tensor in state.items():
        key = key.replace("model.backbone.model.", "model.backbone.conv_encoder.model.")
        key = key.replace("_attn.o_proj", "_attn.out_proj").replace("mlp.fc", "fc")
        if ".decoder." in key and "_proj" in key and "out_proj" not in key:
            for attention, prefix in beside.items():
                if f".{attention}." in key:
                    before, name = key.split(f".{attention}.")
                    name = name.replace("_content_proj", "content_proj").replace("q_pos", "qpos").replace("k_pos", "kpos")
                    key = f"{before}.{prefix}_{name}"
        named[key] = tensor.contiguous()
    return named


def config_of(config, backbone):
    """config.json as transformers 4 wrote it, which names no `backbone_config`."""
    return config.to_diff_dict() | ARCHITECTURE | {"backbone_config": None} | backbone


def config_of_tiny(config):
    backbone = {"backbone": "resnet50", "use_timm_backbone": True, "backbone_kwargs": BACKBONE}
    return config_of(config, backbone)


def write_model(folder, config, state):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})


def write_reference(folder, tensors):
    folder.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, folder / "reference.safetensors")


def run(model, pixels):
    with torch.no_grad():
        return model(pixel_values=pixels, pixel_mask=torch.ones(1, *pixels.shape[-2:], dtype=torch.int64))


def outputs_for_each_shape(model):
    references = {}
    for name, (height, width) in SHAPES.items():
        # Patches, since noise looks the same everywhere once it went through the backbone.
        patches = torch.randint(0, 256, (1, 3, 8, 8), generator=torch.Generator().manual_seed(height))
        pixels = torch.nn.functional.interpolate(patches.to(torch.uint8), (height, width))
        outputs = run(model.float(), pixels.float() / 64 - 2)
        exact = run(model.double(), pixels.double() / 64 - 2)
        # Random weights can be such that float32 alone is off by more than what is tested.
        assert (outputs.logits - exact.logits).abs().max() < 1e-5, name
        assert (outputs.pred_boxes - exact.pred_boxes).abs().max() < 1e-5, name
        references |= {
            # A quarter of what float32 would take; the graph's input is pixels / 64 - 2.
            f"{name}.pixels": pixels,
            f"{name}.logits": outputs.logits,
            f"{name}.boxes": outputs.pred_boxes,
        }
    model.float()
    return references


def write_timm():
    config = ConditionalDetrConfig(backbone="resnet50_tiny", **TINY)
    model = randomise(ConditionalDetrForObjectDetection(config), seed=1)
    folder = HERE / "timm"
    written = config_of_tiny(config)
    write_model(folder, written, published_names(model.state_dict()))
    write_reference(folder, outputs_for_each_shape(model))

    # transformers reads what was named here as it reads the hub's checkpoints.
    (folder / "config.json").write_text(json.dumps(written | {"backbone": "resnet50_tiny", "backbone_kwargs": {}}))
    again, report = ConditionalDetrForObjectDetection.from_pretrained(folder, output_loading_info=True)
    assert not report["missing_keys"] and not report["unexpected_keys"], report
    for key, tensor in model.state_dict().items():
        assert torch.equal(tensor, again.state_dict()[key]), key
    (folder / "config.json").write_text(json.dumps(written, indent=2) + "\n")


def write_transformers():
    backbone = {
        "model_type": "resnet",
        "embedding_size": 8,
        "hidden_sizes": [8, 12, 16, 24],
        "depths": [1, 2, 1, 1],
        "layer_type": "bottleneck",
        "out_features": ["stage4"],
    }
    # With auxiliary losses the decoder also normalises after every layer, when it is only run as well.
    config = ConditionalDetrConfig(backbone_config=backbone, auxiliary_loss=True, **TINY)
    model = randomise(ConditionalDetrForObjectDetection(config), seed=6)
    state = {name: tensor.contiguous() for name, tensor in model.state_dict().items()}
    write_model(HERE / "transformers", config.to_diff_dict() | ARCHITECTURE, state)
    write_reference(HERE / "transformers", outputs_for_each_shape(model))


def write_published():
    """config.json, names and shapes of microsoft/conditional-detr-resnet-50, with its 91 numbers of COCO's classes."""
    folder, name = HERE.parent / "published", "conditional-detr-resnet-50"
    config = ConditionalDetrConfig(num_labels=91)
    with torch.device("meta"):
        state = published_names(ConditionalDetrForObjectDetection(config).state_dict())
    backbone = {"backbone": "resnet50", "use_timm_backbone": True}
    (folder / f"{name}.json").write_text(json.dumps(config_of(config, backbone), indent=2) + "\n")
    lines = [f"{' '.join(map(str, [key, 'F32', *tensor.shape]))}\n" for key, tensor in state.items()]
    (folder / f"{name}.txt").write_text("".join(lines))


def write_post_processing():
    """More scores than the top 100, boxes that reach out of the picture, and sizes that are no powers of two."""
    generator = torch.Generator().manual_seed(5)
    height, width = 731, 1043
    logits = torch.randn(1, 30, len(FASHION), generator=generator) * 2
    boxes = torch.rand(1, 30, 4, generator=generator)
    processor = ConditionalDetrImageProcessorPil()
    outputs = ConditionalDetrObjectDetectionOutput(logits=logits, pred_boxes=boxes)
    found = {}
    for threshold in (0.0, 0.4):
        (result,) = processor.post_process_object_detection(
            outputs, threshold=threshold, target_sizes=torch.tensor([[height, width]])
        )
        name = f"above-{threshold}"
        found |= {
            f"{name}.scores": result["scores"],
            f"{name}.labels": result["labels"].to(torch.int32),
            f"{name}.corners": result["boxes"],
        }
    size = torch.tensor([height, width], dtype=torch.int32)
    write_reference(HERE / "post-processing", {"logits": logits, "boxes": boxes, "size": size, **found})


def write_crops():
    """What Pillow cuts out of a picture: halves, between pixels, and up to the picture's edge."""
    pixels = torch.randint(0, 256, (11, 13, 3), generator=torch.Generator().manual_seed(3), dtype=torch.uint8)
    picture = Image.fromarray(pixels.numpy())
    corners = [(0.5, 1.5, 2.5, 3.5), (1.5, 0.5, 6.5, 4.5), (2.49, 3.51, 9.2, 7.7), (0.0, 0.0, 13.0, 11.0), (9, 8, 12.5, 10.5)]
    crops = {f"crop.{number}": np.asarray(picture.crop(box)) for number, box in enumerate(corners)}
    tensors = {name: torch.from_numpy(crop.copy()) for name, crop in crops.items()}
    write_reference(HERE / "crops", {"picture": pixels, "corners": torch.tensor(corners), **tensors})


if __name__ == "__main__":
    write_timm()
    write_transformers()
    write_published()
    write_post_processing()
    write_crops()
