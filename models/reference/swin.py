"""Tiny random Swin transformers (v1) of transformers and what they give.

`padded/` is a classifier on a picture of odd size: the patches, the windows and the merging all have to pad, and the
last stage is as small as a window, which is then not shifted.
`even/` is the bare model on a picture that needs no padding, with absolute positions and without biases of query, key
and value, and with the index buffers that published checkpoints carry.
`in_memory/` has the names that transformers 5 uses in memory, as torch.save(model.state_dict()) writes them.

Run: PYTHONPATH=models/reference python models/reference/swin.py
"""

import torch
from safetensors.torch import save_file
from vit_fixture import HERE, picture, randomise, save_model, save_reference
from transformers import SwinConfig, SwinForImageClassification, SwinModel

FOLDER = HERE / "swin"
TINY = {"patch_size": 4, "embed_dim": 8, "window_size": 4, "mlp_ratio": 2.5}


def run(model, folder, pixels):
    with torch.no_grad():
        output = model(pixels)
    save_reference(folder, pixels=pixels, features=output.last_hidden_state, pooled=output.pooler_output)


def padded():
    config = SwinConfig(**TINY, image_size=[50, 58], depths=[2, 2, 2], num_heads=[1, 2, 4], num_labels=3)
    model = randomise(SwinForImageClassification(config), 1)
    save_model(FOLDER / "padded", model)
    run(model.swin, FOLDER / "padded", picture(2, 50, 58))


def even():
    config = SwinConfig(
        **TINY,
        image_size=32,
        depths=[2, 3],
        num_heads=[2, 2],
        qkv_bias=False,
        use_absolute_embeddings=True,
        layer_norm_eps=1e-3,
    )
    model = randomise(SwinModel(config), 3)
    index = {}
    for stage, layers in enumerate(model.encoder.layers):
        for block, layer in enumerate(layers.blocks):
            buffer = layer.attention.relative_position_bias.relative_position_index.view(16, 16)
            attention = f"encoder.layers.{stage}.blocks.{block}.attention.self"
            index[f"{attention}.relative_position_index"] = buffer.clone()
    save_model(FOLDER / "even", model, index)
    run(model, FOLDER / "even", picture(4, 32, 32))


def in_memory():
    config = SwinConfig(**TINY, image_size=40, depths=[2], num_heads=[2], hidden_act="gelu_new")
    model = randomise(SwinModel(config), 5)
    folder = FOLDER / "in_memory"
    model.config.save_pretrained(folder)
    save_file(model.state_dict(), folder / "model.safetensors")
    run(model, folder, picture(6, 40, 40))


if __name__ == "__main__":
    padded()
    even()
    in_memory()
