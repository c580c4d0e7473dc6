"""The ways of describing a picture that are measured beside each other."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import imagehash
import numpy as np
import onnxruntime
import torch
from PIL import Image

from network import INPUT_EDGE_PX, EncoderNetwork, random_network
from preprocess import squash

# Pictures to one row of float32 each; the larger the dot product of two rows, the more alike.
Describer = Callable[[Sequence[Image.Image]], np.ndarray]

BATCH = 32


def squashed(pictures: Sequence[Image.Image]) -> np.ndarray:
    """uint8 [N, INPUT_EDGE_PX, INPUT_EDGE_PX, 3]"""
    return np.stack([squash(picture, INPUT_EDGE_PX) for picture in pictures])


def phash_describer() -> Describer:
    """The 64 bits of imagehash.phash as -1 and 1, so that the dot product is 64 minus twice the Hamming distance."""

    def describe(pictures: Sequence[Image.Image]) -> np.ndarray:
        bits = np.stack([imagehash.phash(picture).hash.flatten() for picture in pictures])
        return bits.astype(np.float32) * 2 - 1

    return describe


def network_describer(network: EncoderNetwork) -> Describer:
    network.eval()

    def describe(pictures: Sequence[Image.Image]) -> np.ndarray:
        rows = []
        for start in range(0, len(pictures), BATCH):
            pixels = torch.from_numpy(squashed(pictures[start : start + BATCH])).permute(0, 3, 1, 2)
            with torch.inference_mode():
                rows.append(network(pixels.float() / 255).numpy())
        return np.concatenate(rows)

    return describe


def shipped_graph() -> Path:
    """The graph of the encoder in this folder."""
    folder = Path(__file__).parent
    return folder / json.loads((folder / "manifest.json").read_text())["graph"]


def onnx_describer(file: Path, threads: int = 1) -> Describer:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that wait leave the core to others.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])

    def describe(pictures: Sequence[Image.Image]) -> np.ndarray:
        batches = (squashed(pictures[start : start + BATCH]) for start in range(0, len(pictures), BATCH))
        return np.concatenate([session.run(["embedding"], {"pixels": pixels})[0] for pixels in batches])

    return describe


def load_network(checkpoint: Path) -> EncoderNetwork:
    """The averaged network of a training checkpoint."""
    network = EncoderNetwork()
    network.load_state_dict(torch.load(checkpoint, map_location="cpu")["average"])
    return network.eval()


def random_describer(seed: int) -> Describer:
    return network_describer(random_network(seed))
