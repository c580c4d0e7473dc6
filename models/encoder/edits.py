"""The edits that the evaluation makes, with PIL, at a medium strength. Shares nothing with the training's own."""

import io
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

Edit = Callable[[Image.Image, random.Random, Image.Image], Image.Image]


def recompress(picture: Image.Image, _chance: random.Random, _neighbour: Image.Image) -> Image.Image:
    """JPEG at quality 25."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=25)
    return Image.open(buffer).convert("RGB")


def thumbnail(picture: Image.Image, _chance: random.Random, _neighbour: Image.Image) -> Image.Image:
    """Down to 72 px and back."""
    small = picture.copy()
    small.thumbnail((72, 72))
    return small.resize(picture.size, Image.Resampling.BICUBIC)


def crop(picture: Image.Image, chance: random.Random, _neighbour: Image.Image) -> Image.Image:
    """Keeps 75% of each edge, off-centre."""
    width, height = picture.size
    left, top = (round(edge * 0.25 * chance.random()) for edge in (width, height))
    return picture.crop((left, top, left + round(width * 0.75), top + round(height * 0.75)))


def pad_to_square(picture: Image.Image, _chance: random.Random, _neighbour: Image.Image) -> Image.Image:
    """On a white square with a margin of 6%."""
    edge = round(max(picture.size) * 1.12)
    return ImageOps.pad(ImageOps.expand(picture, round(edge * 0.06), "white"), (edge, edge), color="white")


def mirror(picture: Image.Image, _chance: random.Random, _neighbour: Image.Image) -> Image.Image:
    return ImageOps.mirror(picture)


def recolour(picture: Image.Image, chance: random.Random, _neighbour: Image.Image) -> Image.Image:
    """A warm or cold cast of 10%, 20% more or less light, contrast and saturation."""
    warm = chance.choice([-0.1, 0.1])
    bands = [
        band.point([min(255, round(level * gain)) for level in range(256)])
        for band, gain in zip(picture.split(), (1 + warm, 1.0, 1 - warm))
    ]
    picture = Image.merge("RGB", bands)
    for enhancer in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
        picture = enhancer(picture).enhance(chance.choice([0.8, 1.2]))
    return picture


def blur(picture: Image.Image, _chance: random.Random, _neighbour: Image.Image) -> Image.Image:
    """Gaussian, with a radius of 1% of the longer edge."""
    return picture.filter(ImageFilter.GaussianBlur(max(picture.size) * 0.01))


def stamp(picture: Image.Image, chance: random.Random, _neighbour: Image.Image) -> Image.Image:
    """A half-transparent line of text across the middle and an opaque price tag in a corner."""
    width, height = picture.size
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    font = ImageFont.load_default(width // 9)
    draw.text((width / 2, height / 2), "BEST OFFERS SHOP", font=font, fill=(255, 255, 255, 150), anchor="mm")
    left = chance.choice([0, round(width * 0.7)])
    top = chance.choice([0, round(height * 0.82)])
    box = (left, top, left + round(width * 0.3), top + round(height * 0.18))
    draw.rectangle(box, fill=(250, 210, 40, 255))
    draw.text(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), "19.90", font=font, fill=(20, 20, 20, 255), anchor="mm")
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def turn(picture: Image.Image, chance: random.Random, _neighbour: Image.Image) -> Image.Image:
    """By 6 degrees either way, with white corners."""
    return picture.rotate(chance.choice([-6, 6]), Image.Resampling.BICUBIC, fillcolor="white")


def collage(picture: Image.Image, chance: random.Random, neighbour: Image.Image) -> Image.Image:
    """Beside another photo, each filling half of the width."""
    halves = [picture, neighbour.resize(picture.size)]
    chance.shuffle(halves)
    canvas = Image.new("RGB", (picture.width * 2, picture.height))
    canvas.paste(halves[0], (0, 0))
    canvas.paste(halves[1], (picture.width, 0))
    return canvas


EDITS: dict[str, Edit] = {
    "recompress": recompress,
    "thumbnail": thumbnail,
    "crop": crop,
    "pad": pad_to_square,
    "mirror": mirror,
    "recolour": recolour,
    "blur": blur,
    "stamp": stamp,
    "turn": turn,
    "collage": collage,
}
