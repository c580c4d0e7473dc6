"""Writes models/reference/trendyol: a tiny random model in the layout of Trendyol/e-commerce-product-image-encoder, and
what the code of its card makes of pictures.

The backbone is a ConvNeXt-Base of fewer channels, by timm's own arguments, which the published config.json has no need
for. The published file holds what its training left beside the model: the weight of the ArcFace head. So does this.

Run: PYTHONPATH=models/reference python models/reference/trendyol.py
"""

import torchvision_shim  # noqa: F401  before timm

import timm
import torch
import torch.nn.functional as F
import torchvision.transforms as transforms
from image_towers import fill
from PIL import Image
from system_fixture import DEVIATION, HERE, MEAN, as_uint8, cast, draw_product, other_pictures, told, write_json, write_tensors
from torch import nn

FOLDER = HERE / "trendyol"
CONFIG = {
    "model_type": "trendyol_arcface",
    "backbone_name": "convnext_base",
    "model_args": {"depths": [1, 1, 2, 1], "dims": [8, 12, 16, 24]},
    "backbone_features": 24,
    "hidden_size": 4,
    "embedding_dim": 20,
    "input_size": 64,
    "normalization": {"mean": MEAN, "std": DEVIATION},
    "scale": 128,
    "margin": 0.25,
}


class TYArcFaceModel(nn.Module):
    """As on the card, but for the backbone's size."""

    def __init__(self, config):
        super().__init__()
        self.backbone = timm.create_model(config["backbone_name"], pretrained=False, num_classes=0, **config["model_args"])
        self.bn1 = nn.BatchNorm2d(config["backbone_features"])
        self.fc11 = nn.Linear(config["backbone_features"] * config["hidden_size"], config["embedding_dim"])
        self.bn11 = nn.BatchNorm1d(config["embedding_dim"])

    def forward(self, x):
        features = self.backbone.forward_features(x)
        features = self.bn1(features)
        features = features.flatten(start_dim=1)
        features = self.fc11(features)
        features = self.bn11(features)
        return F.normalize(features, p=2, dim=1)


@torch.no_grad()
def main():
    model = TYArcFaceModel(CONFIG)
    fill(model)
    FOLDER.mkdir(exist_ok=True)
    draw_product().save(FOLDER / "product.png")
    normalise = transforms.Normalize(mean=MEAN, std=DEVIATION)
    resize = transforms.Compose([transforms.Resize((CONFIG["input_size"],) * 2), transforms.ToTensor()])
    product = resize(Image.open(FOLDER / "product.png").convert("RGB")).unsqueeze(0)
    pictures = torch.cat([as_uint8(product), other_pictures(2, CONFIG["input_size"])])
    embedding = model(normalise(pictures.permute(0, 3, 1, 2).float() / 255))
    state = model.state_dict() | {"head.weight": torch.randn(9, CONFIG["embedding_dim"])}
    write_json(FOLDER / "config.json", CONFIG)
    write_tensors(FOLDER / "model.safetensors", state)
    write_tensors(FOLDER / "half.safetensors", cast(state, torch.float16))
    write_tensors(FOLDER / "bfloat.safetensors", cast(state, torch.bfloat16))
    of_file = model(normalise(product))
    write_tensors(FOLDER / "reference.safetensors", {"pictures": pictures, "embedding": embedding, "of_file": of_file})
    told(FOLDER, embedding=embedding)


if __name__ == "__main__":
    torch.manual_seed(0)
    main()
