"""Tiny random CLIPs of transformers and what their image towers give.

`full/` is a whole CLIPModel, text tower included, as openai/clip-vit-base-patch32 is, with the position_ids that older
checkpoints carry. `projection/` is the image tower with its projection alone, with the exact GELU of the OpenCLIP ones.
`tower/` has no projection, and a larger picture than the trained one, so that positions are interpolated.

Run: PYTHONPATH=models/reference python models/reference/clip.py
"""

import torch
from vit_fixture import HERE, picture, randomise, save_model, save_reference
from transformers import CLIPConfig, CLIPModel, CLIPVisionConfig, CLIPVisionModel, CLIPVisionModelWithProjection

FOLDER = HERE / "clip"
VISION = {
    "hidden_size": 24,
    "num_hidden_layers": 2,
    "num_attention_heads": 3,
    "intermediate_size": 40,
    "image_size": 32,
    "patch_size": 8,
}
TEXT = {
    "hidden_size": 12,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "vocab_size": 20,
    "max_position_embeddings": 8,
    "bos_token_id": 18,
    "eos_token_id": 19,
}


def full():
    model = randomise(CLIPModel(CLIPConfig(vision_config=VISION, text_config=TEXT, projection_dim=10)), 1)
    ids = {"vision_model.embeddings.position_ids": torch.arange(17)[None]}
    save_model(FOLDER / "full", model, ids)
    pixels = picture(2, 32, 32)
    with torch.no_grad():
        vision = model.vision_model(pixels)
        pooled = model.visual_projection(vision.pooler_output)
    save_reference(FOLDER / "full", pixels=pixels, features=vision.last_hidden_state, pooled=pooled)


def projection():
    config = CLIPVisionConfig(**VISION, projection_dim=6, hidden_act="gelu")
    model = randomise(CLIPVisionModelWithProjection(config), 3)
    save_model(FOLDER / "projection", model)
    pixels = picture(4, 32, 32)
    with torch.no_grad():
        output = model(pixels)
    save_reference(
        FOLDER / "projection", pixels=pixels, features=output.last_hidden_state, pooled=output.image_embeds
    )


def tower():
    model = randomise(CLIPVisionModel(CLIPVisionConfig(**VISION)), 5)
    save_model(FOLDER / "tower", model)
    pixels = picture(6, 40, 40)
    with torch.no_grad():
        output = model(pixels, interpolate_pos_encoding=True)
    save_reference(FOLDER / "tower", pixels=pixels, features=output.last_hidden_state, pooled=output.pooler_output)


if __name__ == "__main__":
    full()
    projection()
    tower()
