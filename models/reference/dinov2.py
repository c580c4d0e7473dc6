"""Tiny random DINOv2s of transformers and what they give.

`resized/` has the table of positions of facebook/dinov2-base (37x37) and a picture that is 16x16 patches, as its
preprocessor gives. `registers/` is the same with register tokens, where the table is reduced with antialiasing.
`swiglu/` has the gated feed-forward layer of the giant one, a classifier's names, and needs no resizing. `in_memory/` is
the same gated layer under the names that transformers 5 uses in memory.

Run: PYTHONPATH=models/reference python models/reference/dinov2.py
"""

import torch
from safetensors.torch import save_file
from vit_fixture import HERE, picture, randomise, save_model, save_reference
from transformers import (
    Dinov2Config,
    Dinov2ForImageClassification,
    Dinov2Model,
    Dinov2WithRegistersConfig,
    Dinov2WithRegistersModel,
)

FOLDER = HERE / "dinov2"
TINY = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "mlp_ratio": 2, "patch_size": 2}


def run(model, folder, pixels):
    with torch.no_grad():
        output = model(pixels)
    save_reference(folder, pixels=pixels, features=output.last_hidden_state, pooled=output.pooler_output)


def resized():
    model = randomise(Dinov2Model(Dinov2Config(**TINY, image_size=74)), 1)
    save_model(FOLDER / "resized", model)
    run(model, FOLDER / "resized", picture(2, 32, 32))


def registers():
    model = randomise(Dinov2WithRegistersModel(Dinov2WithRegistersConfig(**TINY, image_size=74)), 3)
    save_model(FOLDER / "registers", model)
    # 11.5 patches high: the half one at the bottom is dropped.
    run(model, FOLDER / "registers", picture(4, 23, 32))


def swiglu():
    config = Dinov2Config(**TINY, image_size=16, use_swiglu_ffn=True, num_labels=3)
    model = randomise(Dinov2ForImageClassification(config), 5)
    save_model(FOLDER / "swiglu", model)
    run(model.dinov2, FOLDER / "swiglu", picture(6, 16, 16))


def in_memory():
    folder = FOLDER / "in_memory"
    config = Dinov2Config(**TINY | {"num_hidden_layers": 1}, image_size=8, use_swiglu_ffn=True)
    model = randomise(Dinov2Model(config), 7)
    model.config.save_pretrained(folder)
    save_file(model.state_dict(), folder / "model.safetensors")
    run(model, folder, picture(8, 8, 8))


if __name__ == "__main__":
    resized()
    registers()
    swiglu()
    in_memory()
