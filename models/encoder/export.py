"""Writes the encoder as a folder that Doublet's importer reads: model.safetensors, config.json, preprocessor_config.json.

python export.py --checkpoint RUN/checkpoint.pt --data DIR [--out FOLDER]

The embedding is whitened by the photos that were trained on (whiten.py).

After it, `node build.ts` makes the graph and the manifest of them, as for any user's model.
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from data import list_photos
from describers import load_network
from network import (
    INPUT_EDGE_PX,
    PIXEL_DEVIATION,
    PIXEL_MEAN,
    STAGE_BLOCKS,
    STAGE_WIDTHS,
    STEM_WIDTH,
    EncoderNetwork,
)
from whiten import whiten

PIL_BILINEAR = 2

CONFIG = {
    "backbone": "resnet18d",
    "model_args": {
        "block": "BasicBlock",
        "layers": list(STAGE_BLOCKS),
        "channels": list(STAGE_WIDTHS),
        "stem_type": "deep",
        "stem_width": STEM_WIDTH,
        "avg_down": True,
    },
}

PREPROCESSOR = {
    "image_processor_type": "ViTImageProcessor",
    "do_resize": True,
    "size": {"height": INPUT_EDGE_PX, "width": INPUT_EDGE_PX},
    "resample": PIL_BILINEAR,
    "do_rescale": True,
    "rescale_factor": 1 / 255,
    "do_normalize": True,
    "image_mean": [PIXEL_MEAN] * 3,
    "image_std": [PIXEL_DEVIATION] * 3,
}


def half_precision(network: EncoderNetwork) -> dict[str, torch.Tensor]:
    """Every tensor in 16-bit floats; none comes near their limits."""
    state = {key: tensor for key, tensor in network.state_dict().items() if tensor.is_floating_point()}
    largest = max(float(tensor.abs().max()) for tensor in state.values())
    if largest > torch.finfo(torch.float16).max:
        raise SystemExit(f"Expected weights that fit into 16-bit floats but found {largest}")
    return {key: tensor.half().contiguous() for key, tensor in state.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clothing/ and grocery/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    weights = given.out / "model.safetensors"
    network = load_network(given.checkpoint)
    natural = ("clothing", "grocery-train")
    whiten(network, [photo for photo in list_photos(given.data) if photo.use == "training" and photo.part in natural])
    save_file(half_precision(network), weights, {"format": "pt"})
    for name, content in (("config.json", CONFIG), ("preprocessor_config.json", PREPROCESSOR)):
        (given.out / name).write_text(json.dumps(content, indent=2) + "\n")
    print(f"{weights.name}: {weights.stat().st_size} bytes")


if __name__ == "__main__":
    main()
