"""Writes models/reference/product_search: tiny random networks as the product search of the seed trains them, and the
embeddings that they give.

`resnet18/` is the baseline as its challenge published the training code: torchvision's ResNet-18 with `fc` over the
products of the training, saved under `state_dict` with the names of DataParallel, the embedding being what comes before
`fc`. `convnext/` is the ConvNeXt that was trained with ArcFace, as OpenCLIP names its timm network (`visual.trunk`),
with a linear layer to the embedding behind it and the head's weight beside it. Sizes are timm's own arguments.

Run: PYTHONPATH=models/reference python models/reference/product_search.py
"""

import torchvision_shim  # noqa: F401  before timm

import timm
import torch
import torch.nn.functional as F
import torchvision
import torchvision.transforms as transforms
from image_towers import fill
from PIL import Image
from system_fixture import DEVIATION, HERE, MEAN, as_uint8, draw_product, other_pictures, settle, told, write_json, write_tensors
from torch import nn

FOLDER = HERE / "product_search"
BOX = (45, 8, 105, 98)
RESNET = {"block": "BasicBlock", "layers": [1, 1, 1, 1], "channels": [8, 10, 12, 16]}
CONVNEXT = {"depths": [1, 1, 2, 1], "dims": [8, 12, 16, 24]}


def small_resnet18():
    """torchvision's resnet18, whose blocks have no argument for their width."""
    block = torchvision.models.resnet.BasicBlock
    model = torchvision.models.ResNet(block, RESNET["layers"])
    model.inplanes = 64
    for number, planes in enumerate(RESNET["channels"], 1):
        setattr(model, f"layer{number}", model._make_layer(block, planes, 1, stride=1 if number == 1 else 2))
    model.fc = nn.Linear(RESNET["channels"][-1], 13)
    return model


class Visual(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = timm.create_model("convnext_xxlarge", num_classes=0, **CONVNEXT)

    def forward(self, image):
        return self.trunk(image)


class ArcFaceModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.visual = Visual()
        self.neck = nn.Linear(CONVNEXT["dims"][-1], 20)
        self.head = nn.Module()
        self.head.weight = nn.Parameter(torch.randn(13, 20))

    def forward(self, image):
        return F.normalize(self.neck(self.visual(image)))


def fixture(name, model, embed, edge, config, checkpoint):
    folder = FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    draw_product().save(folder / "product.png")
    resize = transforms.Compose([transforms.Resize((edge, edge)), transforms.ToTensor()])
    normalise = transforms.Normalize(mean=MEAN, std=DEVIATION)
    # Of a customer's photo only what lies in the box is looked at.
    product = resize(Image.open(folder / "product.png").convert("RGB").crop(BOX)).unsqueeze(0)
    pictures = torch.cat([as_uint8(product), other_pictures(2, edge)])
    pixels = normalise(pictures.permute(0, 3, 1, 2).float() / 255)
    settle(model, pixels)
    embedding = embed(pixels)
    of_file = embed(normalise(product))
    torch.save(checkpoint(model.state_dict()), folder / "checkpoint.pth")
    write_json(folder / "config.json", config)
    write_json(
        folder / "preprocessor_config.json",
        {
            "image_mean": MEAN,
            "image_processor_type": "ViTImageProcessor",
            "image_std": DEVIATION,
            "resample": 2,
            "size": {"height": edge, "width": edge},
        },
    )
    write_tensors(folder / "reference.safetensors", {"pictures": pictures, "embedding": embedding, "of_file": of_file})
    told(folder, embedding=embedding)
    print(embedding @ embedding.T)


@torch.no_grad()
def main():
    resnet = small_resnet18()
    fill(resnet)
    before_fc = nn.Sequential(*list(resnet.children())[:-1], nn.Flatten())
    fixture(
        "resnet18",
        resnet,
        lambda image: F.normalize(before_fc(image)),
        72,
        {"backbone": "resnet18", "model_args": RESNET},
        lambda state: {
            "epoch": 3,
            "state_dict": {f"module.{key}": tensor for key, tensor in state.items()},
            "optimizer": {"state": {0: {"momentum_buffer": torch.zeros(3)}}, "param_groups": [{"lr": 0.1, "params": [0]}]},
        },
    )
    convnext = ArcFaceModel()
    fill(convnext)
    fixture(
        "convnext",
        convnext,
        convnext,
        64,
        {"backbone": "convnext_xxlarge", "model_args": CONVNEXT},
        lambda state: {"model": state, "epoch": 2},
    )


if __name__ == "__main__":
    torch.manual_seed(0)
    main()
