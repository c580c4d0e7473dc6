"""Adds the vision transformers to models/reference/published: NAME.txt as published.py writes it, and NAME.json.

The names of the tensors are those of the published checkpoints, so each model is made with random weights and saved as
transformers saves it. NAME.json is what its config.json says beyond transformers' own values.

Run: PYTHONPATH=models/reference python models/reference/published_vit.py
"""

import torchvision_shim  # noqa: F401  before transformers

import json
import sys
import tempfile
from pathlib import Path

import transformers
from safetensors import safe_open

FOLDER = Path(__file__).parent / "published"
MODELS = {
    "swin-base-patch4-window7-224": (
        "SwinForImageClassification",
        {"model_type": "swin", "embed_dim": 128, "depths": [2, 2, 18, 2], "num_heads": [4, 8, 16, 32]},
    ),
    "vit-base-patch16-224": ("ViTForImageClassification", {"model_type": "vit"}),
    "dinov2-base": ("Dinov2Model", {"model_type": "dinov2", "image_size": 518}),
    "clip-vit-base-patch32": ("CLIPModel", {"model_type": "clip"}),
    "siglip-base-patch16-224": (
        "SiglipModel",
        {"model_type": "siglip", "vision_config": {"model_type": "siglip_vision_model"}},
    ),
}
LABELS = {"SwinForImageClassification": 1000, "ViTForImageClassification": 1000}


def save_names(name, model_class, settings):
    arguments = {key: value for key, value in settings.items() if key != "model_type"}
    if model_class in LABELS:
        arguments["num_labels"] = LABELS[model_class]
    config = transformers.CONFIG_MAPPING[settings["model_type"]](**arguments)
    model = getattr(transformers, model_class)(config)
    with tempfile.TemporaryDirectory() as saved:
        model.save_pretrained(saved, max_shard_size="100GB")
        with safe_open(Path(saved) / "model.safetensors", "pt") as tensors:
            slices = [(key, tensors.get_slice(key)) for key in tensors.keys()]
            lines = [f"{' '.join(map(str, [key, part.get_dtype(), *part.get_shape()]))}\n" for key, part in slices]
    (FOLDER / f"{name}.txt").write_text("".join(lines))
    (FOLDER / f"{name}.json").write_text(json.dumps(settings, indent=2) + "\n")


for name in sys.argv[1:] or MODELS:
    save_names(name, *MODELS[name])
