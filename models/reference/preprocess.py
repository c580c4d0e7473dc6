"""How the published libraries prepare pictures, as reference values for Doublet's own path.

    python preprocess.py fixtures            writes preprocess/: small drawn pictures and what becomes of them
    python preprocess.py photos DATA FOLDER  writes FOLDER (1 GB): what becomes of 300 photos of DATA and of larger ones
                                             made of them, and two networks to embed them, for bench/preprocessing.ts

Needs Pillow, numpy, safetensors, torch, torchvision, timm, transformers and, for the networks, onnx.
"""

import json
import random
import sys
from pathlib import Path

import torch

import torchvision_shim  # noqa: F401  before torchvision, timm and transformers
import numpy as np
import PIL
import timm
import torchvision
import transformers
from PIL import Image, ImageDraw
from safetensors.numpy import save_file
from timm.data import create_transform, resolve_data_config
from timm.data.transforms import ResizeKeepRatio
from torchvision.transforms import functional as vision
from torchvision.transforms import v2
from transformers.image_transforms import center_crop, get_resize_output_image_size, get_size_with_aspect_ratio
from transformers.models.bit.image_processing_pil_bit import BitImageProcessorPil
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.conditional_detr.image_processing_pil_conditional_detr import ConditionalDetrImageProcessorPil
from transformers.models.convnext.image_processing_pil_convnext import ConvNextImageProcessorPil
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil
from transformers.models.vit.image_processing_pil_vit import ViTImageProcessorPil

OUT = Path(__file__).parent / "preprocess"
PROCESSORS = {
    "ViT": ViTImageProcessorPil,
    "CLIP": CLIPImageProcessorPil,
    "Siglip": SiglipImageProcessorPil,
    "ConvNext": ConvNextImageProcessorPil,
    "Bit": BitImageProcessorPil,
    "ConditionalDetr": ConditionalDetrImageProcessorPil,
}


# What each library makes of a picture: uint8 [height, width, 3], before it is scaled and normalised.


def by_transformers(picture: Image.Image, config: dict) -> np.ndarray:
    """`config` is a preprocessor_config.json."""
    settings = {key: value for key, value in config.items() if not key.endswith("_type")}
    settings |= {"do_rescale": False, "do_normalize": False, "do_pad": False}
    [pixels] = processor_of(config)(**settings)(picture)["pixel_values"]
    return np.moveaxis(pixels, 0, -1)


def by_timm(picture: Image.Image, config: dict) -> np.ndarray:
    """`config` is a pretrained_cfg."""
    settings = resolve_data_config(pretrained_cfg=config)
    transform = create_transform(**settings, is_training=False, use_prefetcher=True)
    return np.moveaxis(transform(picture).numpy(), 0, -1)


def by_torchvision(picture: Image.Image, *steps) -> np.ndarray:
    return np.asarray(v2.Compose(steps)(picture))


def processor_of(config: dict):
    named = config.get("image_processor_type") or config["feature_extractor_type"]
    for ending in ("ImageProcessorFast", "ImageProcessor", "FeatureExtractor"):
        named = named.removesuffix(ending)
    return PROCESSORS[named]


# Fixtures.


def draw(width: int, height: int, seed: int) -> Image.Image:
    """Hard edges and noise, so that every filter overshoots."""
    numbers = random.Random(seed)
    picture = Image.new("RGB", (width, height), tuple(numbers.randrange(256) for _ in range(3)))
    pen = ImageDraw.Draw(picture)
    for _ in range(9):
        x, y = numbers.randrange(width), numbers.randrange(height)
        corner = (x + numbers.randrange(width), y + numbers.randrange(height))
        pen.rectangle([(x, y), corner], fill=tuple(numbers.choice((0, 90, 180, 255)) for _ in range(3)))
    noise = np.random.default_rng(seed).integers(-12, 13, (height, width, 3))
    return Image.fromarray(np.clip(np.asarray(picture) + noise, 0, 255).astype(np.uint8))


PICTURES = {
    "wide": draw(61, 45, 1),
    "tall": draw(45, 64, 2),
    "square": draw(50, 50, 3),
    "strip": draw(150, 11, 4),
    "small": draw(9, 14, 5),
}

THREE = {"image_mean": [0.1, 0.2, 0.3], "image_std": [0.4, 0.5, 0.6]}
TRANSFORMERS = {
    "ViT, size as a number": {"feature_extractor_type": "ViTFeatureExtractor", "size": 32, "resample": 2},
    "ViT, height and width": {
        "image_processor_type": "ViTImageProcessor",
        "size": {"height": 24, "width": 40},
        "resample": 3,
        "crop_pct": None,
        "do_center_crop": None,
        **THREE,
    },
    "ViT, Lanczos": {"image_processor_type": "ViTImageProcessorFast", "size": 30, "resample": 1},
    "CLIP, sizes as numbers": {"feature_extractor_type": "CLIPFeatureExtractor", "size": 33, "crop_size": 30},
    "CLIP": {
        "image_processor_type": "CLIPImageProcessor",
        "size": {"shortest_edge": 28},
        "crop_size": {"height": 28, "width": 28},
        "do_convert_rgb": True,
        "do_center_crop": True,
        "do_resize": True,
        "resample": 3,
    },
    "SigLIP": {"image_processor_type": "SiglipImageProcessor", "size": {"height": 32, "width": 32}, "resample": 3},
    "ConvNeXt, below 384 cut": {
        "feature_extractor_type": "ConvNextFeatureExtractor",
        "size": 30,
        "crop_pct": 0.875,
        "resample": 3,
    },
    "DINOv2": {
        "image_processor_type": "BitImageProcessor",
        "size": {"shortest_edge": 32},
        "crop_size": {"height": 28, "width": 28},
        "do_center_crop": True,
        "resample": 3,
        **THREE,
    },
    "Conditional DETR": {
        "image_processor_type": "ConditionalDetrImageProcessor",
        "size": {"shortest_edge": 40, "longest_edge": 66},
    },
    "Conditional DETR, older": {
        "feature_extractor_type": "ConditionalDetrFeatureExtractor",
        "size": 24,
        "max_size": 40,
    },
}
TIMM = {
    "timm, centre": {"input_size": [3, 28, 28], "interpolation": "bicubic", "crop_pct": 0.9, "crop_mode": "center"},
    "timm, centre of all": {"input_size": [3, 32, 32], "interpolation": "bilinear", "crop_pct": 1.0},
    "timm, squash": {"input_size": [3, 32, 32], "interpolation": "bicubic", "crop_pct": 1.0, "crop_mode": "squash"},
    "timm, border": {
        "input_size": [3, 33, 32],
        "interpolation": "bicubic",
        "crop_pct": 1.0,
        "crop_mode": "border",
        "mean": [0.5, 0.4, 0.3],
        "std": [0.5, 0.5, 0.5],
    },
}
TRENDYOL = {"input_size": 32, "normalization": {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}}


def fixture_cases() -> list[dict]:
    """Each with the files of a model folder, the normalisation that is expected and a function of a picture."""
    cases = []
    for name, config in TRANSFORMERS.items():
        processor = processor_of(config)(**{k: v for k, v in config.items() if not k.endswith("_type")})
        cases.append(
            {
                "name": name,
                "files": {"preprocessor_config.json": config},
                "mean": processor.image_mean,
                "deviation": processor.image_std,
                "prepare": lambda picture, config=config: by_transformers(picture, config),
            }
        )
    for name, config in TIMM.items():
        settings = resolve_data_config(pretrained_cfg=config)
        cases.append(
            {
                "name": name,
                "files": {"config.json": {"architecture": "convnext_tiny", "pretrained_cfg": config}},
                "mean": settings["mean"],
                "deviation": settings["std"],
                "prepare": lambda picture, config=config: by_timm(picture, config),
            }
        )
    cases.append(
        {
            "name": "Trendyol",
            "files": {"config.json": {"backbone_name": "convnext_base", **TRENDYOL}},
            "mean": TRENDYOL["normalization"]["mean"],
            "deviation": TRENDYOL["normalization"]["std"],
            "prepare": lambda picture: by_torchvision(picture, v2.Resize((32, 32))),
        }
    )
    return cases


def size_cases() -> list[dict]:
    """Sizes that the libraries choose for pictures of many proportions."""
    numbers = random.Random(7)
    cases = []
    for _ in range(250):
        width, height = (int(2 ** numbers.uniform(0, 13)) for _ in range(2))
        edge = numbers.choice([8, 224, 232, 248, 256, 384, 1000])
        room = (numbers.choice([224, 256, 300]), numbers.choice([224, 256, 384]))
        short, long = numbers.choice([(800, 1333), (480, 640), (300, 300)])
        blank = np.zeros((3, height, width), np.uint8)
        shortest = vision._compute_resized_output_size((height, width), [edge])
        assert tuple(shortest) == get_resize_output_image_size(
            blank, edge, default_to_square=False, input_data_format="channels_first"
        )
        letterbox = ResizeKeepRatio.get_params(Image.new("L", (width, height)), (room[1], room[0]), longest=1.0)
        detector = get_size_with_aspect_ratio((height, width), short, long)
        cases.append(
            {
                "from": [width, height],
                "shortest": {"edge": edge, "to": shortest[::-1]},
                "letterbox": {"room": room, "to": [max(1, edge) for edge in letterbox[::-1]]},
                "detector": {"edges": [short, long], "to": [max(1, edge) for edge in detector[::-1]]},
            }
        )
    return cases


def crop_cases() -> list[list[int]]:
    """[size, target, first position kept by torchvision, by transformers, padding before by torchvision]."""
    cases = []
    for size in range(1, 24):
        for target in range(1, 24):
            line = Image.fromarray(np.arange(1, size + 1, dtype=np.uint8)[None])
            kept = np.asarray(vision.center_crop(line, [1, target]))[0]
            cut = center_crop(np.asarray(line)[None], (1, target), input_data_format="channels_first")[0, 0]
            cases.append([size, target, int(kept[kept > 0][0]) - 1, int(cut[cut > 0][0]) - 1, int((kept == 0).argmin())])
    return cases


def write_fixtures() -> None:
    tensors = {f"picture {name}": np.array(picture) for name, picture in PICTURES.items()}
    cases = fixture_cases()
    for case in cases:
        prepare = case.pop("prepare")
        for name, picture in PICTURES.items():
            tensors[f"{case['name']}: {name}"] = np.ascontiguousarray(prepare(picture))
    # Smaller than what is cut out: padded. transformers' numpy code pads the other way round than its torchvision code.
    tensors["padded: wide"] = by_torchvision(PICTURES["wide"], v2.Resize(21), v2.CenterCrop([30, 31]))
    OUT.mkdir(exist_ok=True)
    save_file(tensors, OUT / "reference.safetensors")
    (OUT / "reference.safetensors").chmod(0o644)
    libraries = (PIL, torchvision, transformers, timm)
    written = {
        "madeWith": ", ".join(f"{library.__name__} {library.__version__.split('+')[0]}" for library in libraries),
        "cases": cases,
        "sizes": size_cases(),
        "crops": crop_cases(),
    }
    (OUT / "cases.json").write_text(json.dumps(written, separators=(",", ":")) + "\n")


# Photos.

DETR = {"image_processor_type": "ConditionalDetrImageProcessor", "size": {"shortest_edge": 800, "longest_edge": 1333}}
SQUASH_384 = {"input_size": [3, 384, 384], "interpolation": "bicubic", "crop_pct": 1.0, "crop_mode": "squash"}
BORDER_256 = {"input_size": [3, 256, 256], "interpolation": "bicubic", "crop_pct": 1.0, "crop_mode": "border"}
CROP_224 = {"input_size": [3, 224, 224], "interpolation": "bicubic", "crop_pct": 0.875, "crop_mode": "center"}
PHOTO_RULES = {
    "squash-128": lambda picture: by_torchvision(picture, v2.Resize((128, 128))),
    "squash-224": lambda picture: by_torchvision(picture, v2.Resize((224, 224))),
    "crop-224": lambda picture: by_timm(picture, CROP_224),
    "squash-384": lambda picture: by_timm(picture, SQUASH_384),
    "letterbox-256": lambda picture: by_timm(picture, BORDER_256),
    "detector-800": lambda picture: by_transformers(picture, DETR),
}


class TakesPixels(torch.nn.Module):
    """uint8 [N, height, width, 3] to the features of a network, pooled and of length 1."""

    def __init__(self, network: torch.nn.Module) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("mean", torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1) * 255)
        self.register_buffer("deviation", torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1) * 255)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        normalised = (pixels.permute(0, 3, 1, 2).float() - self.mean) / self.deviation
        return torch.nn.functional.normalize(self.network.forward_features(normalised).mean((2, 3)), dim=1)


def write_networks(folder: Path) -> None:
    """Random weights, since there are no others for developers to share; see the bench for what that means."""
    for name in ("resnet18", "convnext_tiny"):
        torch.manual_seed(1)
        network = TakesPixels(timm.create_model(name, pretrained=False)).eval()
        example = torch.zeros(1, 64, 64, 3, dtype=torch.uint8)
        torch.onnx.export(
            network,
            (example,),
            folder / f"{name}.onnx",
            input_names=["pixels"],
            output_names=["embedding"],
            dynamic_axes={"pixels": {0: "N", 1: "H", 2: "W"}},
            opset_version=17,
            dynamo=False,
        )


SMALL_PHOTOS = 250
LARGE_PHOTOS = 50


def choose_photos(data: Path, folder: Path) -> list[Path]:
    """Photos as they are, spread evenly, and large ones made of them, since all of the data is small."""
    found = sorted(data.glob("**/*.jpg"))
    photos = [found[number * len(found) // SMALL_PHOTOS] for number in range(SMALL_PHOTOS)]
    numbers = random.Random(3)
    return photos + [large_photo(numbers, photos, folder / f"large-{number}") for number in range(LARGE_PHOTOS)]


def large_photo(numbers: random.Random, photos: list[Path], stem: Path) -> Path:
    """Half are tiled, with detail in every pixel; half enlarged, smooth as photos of a large camera often are."""
    if numbers.random() < 0.5:
        columns, rows = numbers.randint(3, 12), numbers.randint(3, 9)
        picture = Image.new("RGB", (columns * 190, rows * 190))
        for place in range(columns * rows):
            with Image.open(numbers.choice(photos)) as photo:
                tile = photo.convert("RGB").crop((0, 0, 190, 190))
            picture.paste(tile, (place % columns * 190, place // columns * 190))
    else:
        factor = numbers.uniform(2.5, 12)
        with Image.open(numbers.choice(photos)) as photo:
            size = (round(photo.width * factor), round(photo.height * factor))
            picture = photo.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    # Sizes that are no multiple of what decoders reduce by.
    picture = picture.crop((0, 0, picture.width - numbers.randrange(9), picture.height - numbers.randrange(9)))
    path = stem.with_suffix(numbers.choice([".jpg"] * 8 + [".webp", ".png"]))
    settings = {".jpg": {"quality": numbers.choice([80, 90, 95]), "subsampling": numbers.choice([0, 2, 2])}}
    picture.save(path, **settings.get(path.suffix, {}))
    return path


def write_photos(data: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_networks(folder)
    index = []
    for number, path in enumerate(choose_photos(data, folder)):
        with Image.open(path) as photo:
            picture = photo.convert("RGB")
        rules = {}
        for rule, prepare in PHOTO_RULES.items():
            pixels = np.ascontiguousarray(prepare(picture))
            pixels.tofile(folder / f"{number}-{rule}.rgb")
            rules[rule] = {"file": f"{number}-{rule}.rgb", "width": pixels.shape[1], "height": pixels.shape[0]}
        index.append({"path": str(path.resolve()), "rules": rules})
    (folder / "index.json").write_text(json.dumps(index) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    match sys.argv[1:]:
        case ["fixtures"]:
            write_fixtures()
        case ["photos", data, folder]:
            write_photos(Path(data), Path(folder))
        case _:
            sys.exit(__doc__)
