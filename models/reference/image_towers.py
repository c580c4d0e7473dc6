"""What the reference scripts of picture networks share: random weights, a random picture, the fixture's files."""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file

torch.set_num_threads(1)


def picture(count: int, height: int, width: int) -> torch.Tensor:
    """float32 [count, 3, height, width], about as a normalised photo is."""
    return torch.randn(count, 3, height, width, generator=torch.Generator().manual_seed(7))


def fill(model: torch.nn.Module, seed: int = 3) -> None:
    """Random numbers everywhere, of a size that neither dies out nor grows through the layers, for use after training."""
    random = torch.Generator().manual_seed(seed)
    for key, tensor in model.state_dict().items():
        if not tensor.is_floating_point():
            continue
        numbers = torch.randn(tensor.shape, generator=random)
        if key.endswith("running_var"):
            numbers = numbers.square() * 0.3 + 0.5
        elif tensor.ndim >= 2 and tensor[0].numel() > 1:
            numbers *= (0.5 / tensor[0].numel()) ** 0.5
        elif key.endswith(("weight", "gamma", "layer_scale_parameter")):
            numbers = 1 + numbers * 0.2
        else:
            numbers *= 0.2
        tensor.copy_(numbers)
    model.eval()


def write(
    family: str,
    name: str,
    model: torch.nn.Module,
    config: dict,
    pixels: torch.Tensor,
    features: torch.Tensor,
    pooled: torch.Tensor,
) -> None:
    """config.json, model.safetensors and reference.safetensors {pixels, features, pooled} in FAMILY/NAME."""
    folder = Path(__file__).parent / family / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    state = {key: tensor.contiguous() for key, tensor in model.state_dict().items()}
    save_file(state, folder / "model.safetensors")
    outputs = {"pixels": pixels, "features": features, "pooled": pooled}
    save_file({key: tensor.contiguous() for key, tensor in outputs.items()}, folder / "reference.safetensors")
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"{family}/{name}: {size / 1000:.0f} KB, features {tuple(features.shape)} up to {features.abs().max():.2f}")
