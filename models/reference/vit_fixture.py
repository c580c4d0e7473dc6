"""What the scripts of the vision transformers share: weights that make every part matter, and how a fixture is saved.

A fixture folder holds config.json and model.safetensors as transformers saves them (under the names of the published
checkpoints), and reference.safetensors with the input `pixels` and the outputs.
"""

from pathlib import Path

import torch
import torchvision_shim  # noqa: F401  must come before timm and transformers
from safetensors.torch import load_file, save_file

torch.set_num_threads(1)
HERE = Path(__file__).parent


def randomise(model, seed):
    """transformers' own start leaves biases at 0, scales at 1 and tokens so small that mistakes would not show."""
    generator = torch.Generator().manual_seed(seed)
    for name, tensor in model.named_parameters():
        noise = torch.randn(tensor.shape, generator=generator)
        is_table = any(word in name for word in ("embeddings", "embedding.weight", "token", "table", "probe", "pos_embed"))
        if tensor.dim() <= 1:
            is_scale = name.endswith(("weight", "lambda1"))
            tensor.data = is_scale + 0.3 * noise
        elif is_table and tensor.dim() < 4:
            tensor.data = 0.7 * noise
        else:
            tensor.data = noise * (1.2 / (tensor[0].numel() ** 0.5))
    return model.eval()


def picture(seed, height, width):
    """Two pictures [2, 3, height, width], normalised."""
    return torch.randn(2, 3, height, width, generator=torch.Generator().manual_seed(seed))


def save_model(folder, model, extra=None):
    """`extra` are tensors that published checkpoints carry beside the weights."""
    model.save_pretrained(folder)
    path = Path(folder) / "model.safetensors"
    if extra:
        save_file({**load_file(path), **extra}, path)


def save_reference(folder, **tensors):
    contiguous = {name: tensor.detach().to(torch.float32).contiguous() for name, tensor in tensors.items()}
    save_file(contiguous, Path(folder) / "reference.safetensors")
    for name, tensor in contiguous.items():
        print(f"{Path(folder).relative_to(HERE)}: {name} {list(tensor.shape)} mean absolute {tensor.abs().mean():.3f}")
