"""Writes encoder.onnx and manifest.json from a training checkpoint.

python export.py --checkpoint DIR/checkpoint.pt [--out FOLDER]
"""

import argparse
import hashlib
import json
import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from describers import load_network
from fold import fold_batch_norm
from network import EMBEDDING_DIMENSION, INPUT_EDGE_PX, EncoderNetwork

OPSET = 17
LARGEST_DIFFERENCE = 1e-4


class PixelEncoder(nn.Module):
    """The network with its input as pictures are stored: uint8 [N, S, S, 3] to float32 [N, EMBEDDING_DIMENSION]."""

    def __init__(self, network: EncoderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pixels: Tensor) -> Tensor:
        return self.network(pixels.permute(0, 3, 1, 2).float() / 255)


def export_onnx(network: EncoderNetwork, file: Path) -> None:
    """One file, no external data, any number of pictures in a batch."""
    example = torch.zeros(2, INPUT_EDGE_PX, INPUT_EDGE_PX, 3, dtype=torch.uint8)
    with warnings.catch_warnings():
        # The older exporter is deprecated but writes this opset directly and keeps the graph small.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            PixelEncoder(fold_batch_norm(network)).eval(),
            (example,),
            file,
            dynamo=False,
            opset_version=OPSET,
            input_names=["pixels"],
            output_names=["embedding"],
            dynamic_axes={"pixels": {0: "N"}, "embedding": {0: "N"}},
        )


def largest_difference(network: EncoderNetwork, file: Path) -> float:
    """Between onnxruntime and torch, over random and flat pictures."""
    noise = np.random.default_rng(0).integers(0, 256, (6, INPUT_EDGE_PX, INPUT_EDGE_PX, 3), np.uint8)
    flat = np.stack([np.full_like(noise[0], level) for level in (0, 127, 255)])
    pixels = np.concatenate([noise, flat])
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    with torch.inference_mode():
        expected = PixelEncoder(network).eval()(torch.from_numpy(pixels)).numpy()
    return float(np.abs(session.run(["embedding"], {"pixels": pixels})[0] - expected).max())


def manifest(file: Path) -> dict[str, object]:
    """What Doublet needs to know to run the encoder."""
    return {
        "id": "doublet-encoder",
        "version": 1,
        "name": "Doublet encoder 1",
        "licence": {
            "name": "Apache-2.0",
            "terms": None,
            "url": None,
            "mustBeAccepted": False,
            "mayBeRedistributed": True,
        },
        "source": "trained in this repository, see models/encoder/README.md",
        "citation": None,
        "files": [
            {
                "file": file.name,
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
                "bytes": file.stat().st_size,
            }
        ],
        "task": "embed-pictures",
        "graph": file.name,
        "pixels": {
            "name": "pixels",
            "widthPx": INPUT_EDGE_PX,
            "heightPx": INPUT_EDGE_PX,
            "resize": {"mode": "squash"},
            "interpolation": "bilinear",
            "from": "reduced",
        },
        "normalisation": {"scale": 1 / 255, "mean": [0, 0, 0], "deviation": [1, 1, 1], "channels": "rgb"},
        "embedding": {"name": "embedding", "dimension": EMBEDDING_DIMENSION, "sameUpTo": None},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    arguments = parser.parse_args()
    network = load_network(arguments.checkpoint)
    file = arguments.out / "encoder.onnx"
    export_onnx(network, file)
    difference = largest_difference(network, file)
    if difference >= LARGEST_DIFFERENCE:
        raise SystemExit(f"Expected onnxruntime and torch to agree to {LARGEST_DIFFERENCE} but they differ by {difference}")
    (arguments.out / "manifest.json").write_text(json.dumps(manifest(file), indent=2) + "\n")
    print(f"{file.name}: {file.stat().st_size} bytes, differs from torch by at most {difference:.1e}")


if __name__ == "__main__":
    main()
