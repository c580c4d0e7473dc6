"""Tiny random SigLIPs of transformers and what their image towers give.

`full/` is a whole SiglipModel, text tower included, as google/siglip-base-patch16-224 is. `tower/` is the image tower
alone, on a larger picture that is not square, so that positions are interpolated.

Run: PYTHONPATH=models/reference python models/reference/siglip.py
"""

import torch
from vit_fixture import HERE, picture, randomise, save_model, save_reference
from transformers import SiglipConfig, SiglipModel, SiglipVisionConfig, SiglipVisionModel

FOLDER = HERE / "siglip"
VISION = {
    "hidden_size": 24,
    "num_hidden_layers": 2,
    "num_attention_heads": 3,
    "intermediate_size": 40,
    "image_size": 32,
    "patch_size": 8,
}
TEXT = {
    "hidden_size": 24,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "vocab_size": 20,
    "max_position_embeddings": 8,
    "bos_token_id": 18,
    "eos_token_id": 19,
}


def full():
    model = randomise(SiglipModel(SiglipConfig(vision_config=VISION, text_config=TEXT)), 1)
    save_model(FOLDER / "full", model)
    pixels = picture(2, 32, 32)
    with torch.no_grad():
        output = model.vision_model(pixels)
    save_reference(FOLDER / "full", pixels=pixels, features=output.last_hidden_state, pooled=output.pooler_output)


def tower():
    model = randomise(SiglipVisionModel(SiglipVisionConfig(**VISION)), 3)
    save_model(FOLDER / "tower", model)
    pixels = picture(4, 48, 40)
    with torch.no_grad():
        output = model(pixels, interpolate_pos_encoding=True)
    save_reference(FOLDER / "tower", pixels=pixels, features=output.last_hidden_state, pooled=output.pooler_output)


if __name__ == "__main__":
    full()
    tower()
