"""Draws four small pictures and writes their embeddings as torch computes them, for other code to compare with.

python make_reference.py
"""

import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from safetensors.torch import load_file

from describers import network_describer, onnx_describer, shipped_graph
from network import EncoderNetwork
from preprocess import open_rgb

HERE = Path(__file__).parent
FOLDER = HERE / "reference"
LARGEST_DIFFERENCE = 1e-4


def gradient() -> Image.Image:
    """Smooth in both directions, wider than tall."""
    x, y = np.meshgrid(np.linspace(0, 255, 192), np.linspace(0, 255, 128))
    return Image.fromarray(np.stack([x, y, 255 - x], axis=2).astype(np.uint8))


def shirt() -> Image.Image:
    """Flat shapes on white, taller than wide."""
    picture = Image.new("RGB", (150, 200), "white")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(45, 30), (105, 30), (145, 70), (125, 95), (108, 80), (108, 175)], fill=(40, 90, 160))
    draw.polygon([(45, 30), (5, 70), (25, 95), (42, 80), (42, 175), (108, 175), (108, 40)], fill=(40, 90, 160))
    draw.ellipse((60, 20, 90, 45), fill="white")
    draw.rectangle((60, 85, 90, 115), fill=(240, 200, 60))
    return picture


def carton() -> Image.Image:
    """Larger than the encoder's input, so that the reduction's antialiasing shows."""
    picture = Image.new("RGB", (400, 520), (226, 221, 210))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(110, 130), (200, 50), (290, 130)], fill=(190, 40, 45))
    draw.rectangle((110, 130, 290, 480), fill=(245, 245, 245), outline=(60, 60, 60), width=3)
    for line in range(12):
        draw.line((130, 190 + 16 * line, 150 + 10 * (line * 7 % 12), 190 + 16 * line), fill=(30, 110, 60), width=2)
    draw.ellipse((190, 390, 270, 465), fill=(250, 150, 20))
    return picture


def stripes() -> Image.Image:
    """Smaller than the encoder's input, so that enlarging shows."""
    picture = Image.new("RGB", (96, 64), (250, 250, 240))
    draw = ImageDraw.Draw(picture)
    for left in range(0, 96, 12):
        draw.rectangle((left, 0, left + 5, 63), fill=(20 + 2 * left, 60, 200 - left))
    return picture


def shipped_network() -> EncoderNetwork:
    """With the 16-bit weights that are shipped, computed in 32 bits."""
    network = EncoderNetwork()
    tensors = {key: tensor.float() for key, tensor in load_file(HERE / "model.safetensors").items()}
    # Strict but for the counters of batches, which nothing needs.
    missing, unexpected = network.load_state_dict(tensors, strict=False)
    wrong = [key for key in [*missing, *unexpected] if not key.endswith("num_batches_tracked")]
    if wrong:
        raise SystemExit(f"Expected the tensors of the network but these differ: {', '.join(wrong)}")
    return network


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    pictures = {"gradient.png": gradient(), "shirt.png": shirt(), "carton.png": carton(), "stripes.png": stripes()}
    for name, picture in pictures.items():
        picture.save(FOLDER / name, optimize=True)
    opened = [open_rgb(FOLDER / name) for name in pictures]
    rows = network_describer(shipped_network())(opened)
    difference = float(np.abs(onnx_describer(shipped_graph())(opened) - rows).max())
    if difference >= LARGEST_DIFFERENCE:
        raise SystemExit(f"Expected onnxruntime and torch to agree to {LARGEST_DIFFERENCE} but they differ by {difference}")
    expected = {name: [round(float(value), 6) for value in row] for name, row in zip(pictures, rows)}
    (FOLDER / "expected.json").write_text(json.dumps(expected) + "\n")


if __name__ == "__main__":
    main()
