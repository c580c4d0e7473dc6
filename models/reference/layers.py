"""Writes models/reference/layers/reference.safetensors: single layers of PyTorch, for the graph's layers to compare with."""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

torch.manual_seed(11)

rows = torch.randn(3, 8) * 3
rows[2] = 0
outputs = {
    "rows": rows,
    "gelu": F.gelu(rows),
    "gelu_tanh": F.gelu(rows, approximate="tanh"),
    "quick_gelu": rows * torch.sigmoid(1.702 * rows),
    "silu": F.silu(rows),
    "relu": F.relu(rows),
    "softmax": rows.softmax(1),
    "l2Normalise": F.normalize(rows),
    "mean": rows.mean(1),
}
folder = Path(__file__).parent / "layers"
folder.mkdir(exist_ok=True)
save_file(outputs, folder / "reference.safetensors")
