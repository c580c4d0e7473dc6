"""Writes models/reference/ecommerce_classifier: a tiny random model in the layout of Maverick98/EcommerceClassifier with
the text encoder of jinaai/jina-embeddings-v2-base-en beside it, and what the code of the card makes of pictures and titles.

The checkpoint is a training checkpoint: `model_state_dict` with the names of DataParallel (`module.`), the optimiser's
state, the epoch. Both networks are smaller than the published ones: config.json says so of the picture network as timm's
does (the published folder has none, its ResNet-50 being torchvision's), text_encoder/config.json of the text network.

Run after tokenizer.py and jina_bert.py: PYTHONPATH=models/reference python models/reference/ecommerce_classifier.py
"""

import copy
import itertools
import json
import shutil

import torchvision_shim  # noqa: F401  before the others

import jina_bert
import torch
import torch.nn.functional as F
import torchvision
import torchvision.transforms as transforms
from image_towers import fill
from PIL import Image
from system_fixture import DEVIATION, HERE, MEAN, as_uint8, cast, draw_product, settle, told, write_json, write_tensors
from torch import nn
from transformers import BertTokenizerFast

FOLDER = HERE / "ecommerce_classifier"
WORDS = HERE / "tokenizer" / "bert-uncased" / "vocab.txt"
LAYERS, PLANES = [1, 1, 1, 1], [4, 6, 8, 10]
CLASSES = ["Green Tea", "Coffee, Ground", "Café & Crème", "Hand Soap", "Kettles", "Juices", "Assortments", "Vitamin C"]
TITLES = ["Lumora stainless steel kettle 1.7 L, brushed", "Organic Green Tea", "Café crème " * 150, ""]
EDGE = 224


def text_config(words):
    return jina_bert.config_of(3, "geglu") | {"vocab_size": words, "hidden_size": 12, "intermediate_size": 20}


def small_resnet():
    """torchvision's resnet50, whose blocks have no argument for their width."""
    bottleneck = torchvision.models.resnet.Bottleneck
    model = torchvision.models.ResNet(bottleneck, LAYERS)
    model.inplanes = 64
    for number, (planes, blocks) in enumerate(zip(PLANES, LAYERS, strict=True), 1):
        setattr(model, f"layer{number}", model._make_layer(bottleneck, planes, blocks, stride=1 if number == 1 else 2))
    model.fc = nn.Identity()
    return model


class FineGrainedClassifier(nn.Module):
    """As on the card, but for the sizes."""

    def __init__(self, config, num_classes):
        super().__init__()
        self.image_encoder = small_resnet()
        self.text_encoder = jina_bert.JinaBert(config, 1)
        self.classifier = nn.Sequential(
            nn.Linear(PLANES[-1] * 4 + config["hidden_size"], 24),
            nn.BatchNorm1d(24),
            nn.ReLU(),
            nn.Dropout(0.3),
            nn.Linear(24, 16),
            nn.BatchNorm1d(16),
            nn.ReLU(),
            nn.Dropout(0.3),
            nn.Linear(16, num_classes),
        )

    def forward(self, image, input_ids, attention_mask):
        image_features = self.image_encoder(image)
        tokens, _ = self.text_encoder(input_ids, attention_mask, torch.zeros_like(input_ids))
        combined_features = torch.cat((image_features, tokens[:, 0, :]), dim=1)
        return self.classifier(combined_features)


def plain_picture(number):
    """uint8 [1, EDGE, EDGE, 3] that a test can draw again: 150 KB of numbers each would be most of the fixture."""
    places = torch.arange(EDGE * EDGE * 3, dtype=torch.int64)
    return (places * (number * 37 + 1) // 64 % 256).to(torch.uint8).reshape(1, EDGE, EDGE, 3)


def predict(logits, label_to_class, threshold=0.7):
    """As on the card."""
    probabilities = torch.nn.functional.softmax(logits, dim=1)
    top3_probabilities, top3_indices = torch.topk(probabilities, 3, dim=1)
    top3_classes = [label_to_class[str(idx.item())] for idx in top3_indices[0]]
    if top3_probabilities[0][0].item() < threshold:
        top3_classes.insert(0, "Others")
        first = torch.tensor([[1.0 - top3_probabilities[0][0].item()]])
        top3_probabilities = torch.cat((first, top3_probabilities), dim=1)
    results = {}
    for i in range(len(top3_classes)):
        results[top3_classes[i]] = top3_probabilities[0][i].item()
    return results


def write_text_encoder():
    folder = FOLDER / "text_encoder"
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = BertTokenizerFast(vocab=str(WORDS), do_lower_case=True, model_max_length=8192)
    tokenizer.save_pretrained(folder)
    shutil.copyfile(WORDS, folder / "vocab.txt")
    config = text_config(len(tokenizer))
    write_json(folder / "config.json", config)
    return config, tokenizer


def spread_out(model, logits):
    """Random weights say the same of everything: turns the last layer so that it is sure of some and not of others."""
    turn = 3.0 / logits.std(0)
    model.classifier[8].weight *= turn[:, None]
    model.classifier[8].bias.copy_((model.classifier[8].bias - logits.mean(0)) * turn)


def is_telling(model, logits, inputs):
    """Sure of some and not of others, and bfloat16's rounding matters as little as in a trained model."""
    best = logits.softmax(1).max(1).values
    rounded = copy.deepcopy(model)
    rounded.load_state_dict(cast(model.state_dict(), torch.bfloat16))
    nearness = F.cosine_similarity(rounded(*inputs), logits)
    return 0 < (best < 0.7).sum() < len(best) and (best - 0.7).abs().min() > 0.02 and nearness.min() > 0.9995


def train(model):
    """One step of an optimiser, for the sake of its state; the weights stay as they are."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.0, weight_decay=0.0)
    only = model.classifier[8].bias
    only.grad = torch.ones_like(only)
    optimizer.step()
    return optimizer


def checkpoint(model, optimizer, state):
    return {
        "epoch": 20,
        "model_state_dict": {f"module.{key}": tensor for key, tensor in state.items()},
        "optimizer_state_dict": optimizer.state_dict(),
        "loss": 0.5,
        "val_accuracy": 0.83,
    }


def main():
    config, tokenizer = write_text_encoder()
    label_to_class = {str(number): name for number, name in enumerate(CLASSES)}
    write_json(FOLDER / "label_to_class.json", label_to_class)
    write_json(FOLDER / "config.json", {"architecture": "resnet50", "model_args": {"layers": LAYERS, "channels": PLANES}})

    draw_product().save(FOLDER / "product.png")
    resize = transforms.Compose([transforms.Resize((EDGE, EDGE)), transforms.ToTensor()])
    normalise = transforms.Normalize(mean=MEAN, std=DEVIATION)
    product = resize(Image.open(FOLDER / "product.png").convert("RGB")).unsqueeze(0)
    pictures = torch.cat([as_uint8(product), *(plain_picture(number) for number in range(1, len(TITLES)))])
    titles = tokenizer(TITLES, padding="max_length", max_length=200, truncation=True, return_tensors="pt")
    inputs = (normalise(pictures.permute(0, 3, 1, 2).float() / 255), titles["input_ids"], titles["attention_mask"])
    model = FineGrainedClassifier(config, len(CLASSES))
    with torch.no_grad():
        for seed in itertools.count():
            fill(model, seed)
            settle(model.image_encoder, inputs[0])
            spread_out(model, model(*inputs))
            logits = model(*inputs)
            if is_telling(model, logits, inputs):
                break
    predicted = [predict(row[None], label_to_class) for row in logits]
    state = model.state_dict()
    optimizer = train(model)
    for name, kept in (
        ("model_checkpoint.pth", state),
        ("half.pth", cast(state, torch.float16)),
        ("bfloat.pth", cast(state, torch.bfloat16)),
    ):
        torch.save(checkpoint(model, optimizer, kept), FOLDER / name)
    write_json(FOLDER / "predicted.json", [{"title": t, "classes": p} for t, p in zip(TITLES, predicted, strict=True)])
    write_tensors(
        FOLDER / "reference.safetensors",
        {
            "input_ids": titles["input_ids"],
            "attention_mask": titles["attention_mask"],
            "logits": logits,
        },
    )
    told(FOLDER, logits=logits)
    print(json.dumps(predicted, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    torch.manual_seed(0)
    main()
