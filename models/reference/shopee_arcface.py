"""Writes models/reference/shopee_arcface: a tiny random EfficientNet-B3 with the layers of an ArcFace training around it,
and the embeddings that it gives.

The project that the seed describes publishes no weights. Its kind of model (timm's tf_efficientnet_b3 below `backbone`,
a linear layer `fc` and batch normalisation `bn`, the weight of the ArcFace head as `final.weight`) is what its training
code and that of many others for the Shopee competition save. The sizes are timm's own arguments.

Run: PYTHONPATH=models/reference python models/reference/shopee_arcface.py
"""

import torchvision_shim  # noqa: F401  before timm

import torch
import torch.nn.functional as F
import torchvision.transforms as transforms
from image_towers import fill
from PIL import Image
from system_fixture import DEVIATION, HERE, MEAN, as_uint8, draw_product, other_pictures, settle, told, write_json, write_tensors
from timm.models.efficientnet import _gen_efficientnet
from torch import nn

FOLDER = HERE / "shopee_arcface"
BACKBONE = "tf_efficientnet_b3"
ARGUMENTS = {"channel_multiplier": 0.06, "depth_multiplier": 0.4}
EDGE, WIDTH, CLASSES = 96, 24, 11


class ArcMarginProduct(nn.Module):
    """The head that knows the products of the training; an embedding does without."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(CLASSES, WIDTH))


class ShopeeModel(nn.Module):
    def __init__(self):
        super().__init__()
        # timm adds TensorFlow's padding and epsilon by the name of the model; its builder wants them said.
        self.backbone = _gen_efficientnet(BACKBONE, num_classes=0, bn_eps=1e-3, pad_type="same", **ARGUMENTS)
        self.fc = nn.Linear(self.backbone.num_features, WIDTH)
        self.bn = nn.BatchNorm1d(WIDTH)
        self.final = ArcMarginProduct()

    def forward(self, image):
        return F.normalize(self.bn(self.fc(self.backbone(image))))


@torch.no_grad()
def main():
    FOLDER.mkdir(exist_ok=True)
    model = ShopeeModel()
    fill(model)
    draw_product().save(FOLDER / "product.png")
    resize = transforms.Compose([transforms.Resize((EDGE, EDGE)), transforms.ToTensor()])
    normalise = transforms.Normalize(mean=MEAN, std=DEVIATION)
    product = resize(Image.open(FOLDER / "product.png").convert("RGB")).unsqueeze(0)
    pictures = torch.cat([as_uint8(product), other_pictures(2, EDGE)])
    pixels = normalise(pictures.permute(0, 3, 1, 2).float() / 255)
    settle(model, pixels)
    embedding = model(pixels)
    write_json(FOLDER / "config.json", {"backbone": BACKBONE, "model_args": ARGUMENTS})
    write_json(
        FOLDER / "preprocessor_config.json",
        {
            "do_normalize": True,
            "do_rescale": True,
            "do_resize": True,
            "image_mean": MEAN,
            "image_processor_type": "ViTImageProcessor",
            "image_std": DEVIATION,
            "resample": 2,
            "rescale_factor": 1 / 255,
            "size": {"height": EDGE, "width": EDGE},
        },
    )
    torch.save(model.state_dict(), FOLDER / "arcface_b3.pt")
    of_file = model(normalise(product))
    write_tensors(FOLDER / "reference.safetensors", {"pictures": pictures, "embedding": embedding, "of_file": of_file})
    told(FOLDER, embedding=embedding)
    print(embedding @ embedding.T)


if __name__ == "__main__":
    torch.manual_seed(0)
    main()
