"""Writes the encoder as a folder that Doublet's importer reads: model.safetensors, config.json, preprocessor_config.json.

python export.py --checkpoint RUN/average-7800.pt RUN/average-11000.pt --data DIR [--out FOLDER]

Several checkpoints of one run are averaged: weights between the end of one round and that of the next are better on what was
not trained on than the last ones, and hardly worse on the rest (Wortsman et al., 2022, arXiv:2109.01903). The embedding is
whitened by the photos that were trained on (whiten.py).

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


def average(networks: list[EncoderNetwork]) -> EncoderNetwork:
    """Of weights and batch statistics, in the first network."""
    for parts in zip(*(network.state_dict().values() for network in networks)):
        if parts[0].is_floating_point():
            parts[0].copy_(torch.stack(parts).mean(0))
    return networks[0]


def half_precision(network: EncoderNetwork) -> dict[str, torch.Tensor]:
    """Every tensor in 16-bit floats; none comes near their limits."""
    state = {key: tensor for key, tensor in network.state_dict().items() if tensor.is_floating_point()}
    largest = max(float(tensor.abs().max()) for tensor in state.values())
    if largest > torch.finfo(torch.float16).max:
        raise SystemExit(f"Expected weights that fit into 16-bit floats but found {largest}")
    return {key: tensor.half().contiguous() for key, tensor in state.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clothing/ and grocery/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    weights = given.out / "model.safetensors"
    network = average([load_network(checkpoint) for checkpoint in given.checkpoint])
    natural = ("clothing", "grocery-train")
    whiten(network, [photo for photo in list_photos(given.data) if photo.use == "training" and photo.part in natural])
    save_file(half_precision(network), weights, {"format": "pt"})
    for name, content in (("config.json", CONFIG), ("preprocessor_config.json", PREPROCESSOR)):
        (given.out / name).write_text(json.dumps(content, indent=2) + "\n")
    print(f"{weights.name}: {weights.stat().st_size} bytes")


if __name__ == "__main__":
    main()
