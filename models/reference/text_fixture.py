"""What the scripts of the text models share: a batch of tokens with padding, and how a fixture is saved.

A fixture folder holds config.json and model.safetensors under the names of the published checkpoints, and
reference.safetensors with the inputs and the outputs.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file

HERE = Path(__file__).parent
VOCABULARY = 40
PADDING = 1


def batch(seed, padding=PADDING, vocabulary=VOCABULARY):
    """Three texts [3, 9] of 9, 5 and 2 tokens; ids start behind the special ones."""
    generator = torch.Generator().manual_seed(seed)
    ids = torch.randint(5, vocabulary, (3, 9), generator=generator)
    mask = torch.ones_like(ids)
    types = torch.randint(0, 2, (3, 9), generator=generator)
    for row, length in enumerate((9, 5, 2)):
        ids[row, length:] = padding
        mask[row, length:] = 0
        types[row, length:] = 0
    return ids, mask, types


def save_weights(folder, state):
    Path(folder).mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.detach().contiguous() for name, tensor in state.items()}, Path(folder) / "model.safetensors")


def save_config(folder, config):
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def save_published(name, model_of):
    """Names and sizes of a model's tensors at its published size, as published.py writes them for the image towers."""
    with torch.device("meta"):
        state = model_of().state_dict()
    lines = [" ".join([key, "F32", *map(str, tensor.shape)]) + "\n" for key, tensor in state.items()]
    (HERE / "published" / f"{name}.txt").write_text("".join(lines), encoding="utf-8")


def save_reference(folder, **tensors):
    save_file({name: tensor.detach().contiguous() for name, tensor in tensors.items()}, Path(folder) / "reference.safetensors")
    for name, tensor in tensors.items():
        if tensor.is_floating_point():
            print(f"{Path(folder).relative_to(HERE)}: {name} {list(tensor.shape)} mean absolute {tensor.abs().mean():.3f}")
