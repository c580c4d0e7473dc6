"""Tiny random ViTs of transformers and timm and what they give.

`classifier/` is named as google/vit-base-patch16-224 is. `pooler/` is the bare model with its pooler, on a picture that is
larger than the trained one and not square, so that positions are interpolated. `timm/` has timm's names, and positions
interpolated as timm does it. `in_memory/` has the names that transformers 5 uses in memory.

Run: PYTHONPATH=models/reference python models/reference/vit.py
"""

import json

import torch
from safetensors.torch import save_file
from vit_fixture import HERE, picture, randomise, save_model, save_reference
from timm.models.vision_transformer import VisionTransformer
from transformers import ViTConfig, ViTForImageClassification, ViTModel

FOLDER = HERE / "vit"
TINY = {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 3, "intermediate_size": 40}


def classifier():
    model = randomise(ViTForImageClassification(ViTConfig(**TINY, image_size=32, patch_size=8, num_labels=3)), 1)
    save_model(FOLDER / "classifier", model)
    pixels = picture(2, 32, 32)
    with torch.no_grad():
        features = model.vit(pixels).last_hidden_state
    save_reference(FOLDER / "classifier", pixels=pixels, features=features, pooled=features[:, 0])


def pooler():
    config = ViTConfig(**TINY, image_size=24, patch_size=8, qkv_bias=False, hidden_act="gelu_pytorch_tanh")
    model = randomise(ViTModel(config), 3)
    save_model(FOLDER / "pooler", model)
    pixels = picture(4, 40, 32)
    with torch.no_grad():
        features = model(pixels, interpolate_pos_encoding=True).last_hidden_state
    save_reference(FOLDER / "pooler", pixels=pixels, features=features, pooled=features[:, 0])


def timm():
    folder = FOLDER / "timm"
    folder.mkdir(parents=True, exist_ok=True)
    arguments = {"img_size": 32, "patch_size": 8, "embed_dim": 24, "depth": 2, "num_heads": 3, "mlp_ratio": 2}
    model = randomise(VisionTransformer(**arguments, num_classes=3, dynamic_img_size=True), 6)
    config = {"architecture": "vit_tiny_patch16_224", "global_pool": "token", "model_args": arguments}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    save_file(model.state_dict(), folder / "model.safetensors")
    pixels = picture(7, 24, 48)
    with torch.no_grad():
        features = model.forward_features(pixels)
        pooled = model.forward_head(features, pre_logits=True)
    save_reference(folder, pixels=pixels, features=features, pooled=pooled)


def in_memory():
    folder = FOLDER / "in_memory"
    config = ViTConfig(**TINY | {"num_hidden_layers": 1}, image_size=16, patch_size=8)
    model = randomise(ViTModel(config, add_pooling_layer=False, use_mask_token=True), 8)
    model.config.save_pretrained(folder)
    save_file(model.state_dict(), folder / "model.safetensors")
    pixels = picture(9, 16, 16)
    with torch.no_grad():
        features = model(pixels).last_hidden_state
    save_reference(folder, pixels=pixels, features=features, pooled=features[:, 0])


if __name__ == "__main__":
    classifier()
    pooler()
    timm()
    in_memory()
