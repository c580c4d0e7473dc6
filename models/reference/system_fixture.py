"""What the scripts of the published systems share: a drawn product, and how a folder in a published layout is written."""

import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw
from safetensors.torch import save_file

HERE = Path(__file__).parent
MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def draw_product(width=150, height=110):
    """A jar with a label on a gradient, as a photo of a shop would show it."""
    rows, columns = np.mgrid[0:height, 0:width]
    background = np.stack([200 + columns // 4, 190 + rows // 3, 230 - columns // 3], 2)
    picture = Image.fromarray(np.clip(background, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((45, 18, 105, 98), 9, fill=(176, 40, 32))
    draw.rectangle((52, 8, 98, 22), fill=(60, 60, 66))
    draw.ellipse((55, 40, 95, 78), fill=(250, 240, 205))
    for line in range(3):
        draw.line((62, 50 + 8 * line, 88 - 6 * line, 50 + 8 * line), fill=(30, 90, 40), width=3)
    return picture


def other_pictures(count, edge):
    """uint8 [count, edge, edge, 3]: noise, which looks like nothing else."""
    random = torch.Generator().manual_seed(17)
    return torch.randint(0, 256, (count, edge, edge, 3), generator=random, dtype=torch.uint8)


def as_uint8(tensor):
    """What a graph is fed that prepares pixels itself: ToTensor's [N, 3, H, W] of 0..1 as uint8 [N, H, W, 3]."""
    return (tensor * 255).round().to(torch.uint8).permute(0, 2, 3, 1).contiguous()


def settle(model, pixels):
    """Batch normalisation as it is after training: random statistics would let a deep network say the same of everything."""
    norms = [module for module in model.modules() if isinstance(module, torch.nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        norm.momentum = 1.0
    model.train()
    model(pixels)
    model.eval()


def write_json(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_tensors(path, tensors):
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({key: tensor.detach().contiguous() for key, tensor in tensors.items()}, path)


def cast(state, dtype):
    """As a model that was trained or saved in half precision: counters stay whole numbers."""
    return {key: tensor.to(dtype) if tensor.is_floating_point() else tensor for key, tensor in state.items()}


def told(folder, **outputs):
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    shapes = ", ".join(f"{key} {list(tensor.shape)} up to {tensor.abs().max():.2f}" for key, tensor in outputs.items())
    print(f"{folder.relative_to(HERE)}: {size / 1000:.0f} KB, {shapes}")
