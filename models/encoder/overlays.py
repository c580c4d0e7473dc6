"""Draws the transparent layers that training lays over its views: text, badges, frames, watermarks, backdrops."""

import random
import string
from collections.abc import Callable

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from torch import Tensor

OVERLAY_EDGE_PX = 128

Colour = tuple[int, int, int]


def draw_overlay_bank(count: int, seed: int) -> Tensor:
    """`count` layers, each of a kind picked at random.

    Returns uint8 [count, 4, OVERLAY_EDGE_PX, OVERLAY_EDGE_PX], RGBA with straight alpha.
    """
    chance = random.Random(seed)
    layers = [np.asarray(chance.choice(KINDS)(chance)) for _ in range(count)]
    return torch.from_numpy(np.stack(layers)).permute(0, 3, 1, 2).contiguous()


def draw_page_bank(count: int, seed: int) -> Tensor:
    """Pages of shops and apps, without the picture they show. uint8 [count, 3, OVERLAY_EDGE_PX, OVERLAY_EDGE_PX], RGB."""
    chance = random.Random(seed)
    pages = [np.asarray(page(chance)) for _ in range(count)]
    return torch.from_numpy(np.stack(pages)).permute(0, 3, 1, 2).contiguous()


def page(chance: random.Random) -> Image.Image:
    """Lines of words, a button, other offers."""
    paper, ink = chance.choice([((255, 255, 255), (30, 30, 30)), ((18, 18, 20), (235, 235, 235)), ((240, 240, 244), (20, 20, 60))])
    picture = Image.new("RGB", (OVERLAY_EDGE_PX, OVERLAY_EDGE_PX), paper)
    draw = ImageDraw.Draw(picture)
    for top in range(chance.randint(1, 5), OVERLAY_EDGE_PX, chance.randint(4, 9)):
        left = chance.randint(2, 12)
        draw.rectangle((left, top, left + chance.randint(10, 116), top + chance.randint(1, 3)), fill=ink)
    for _ in range(chance.randint(0, 4)):
        left, top = (chance.randint(0, OVERLAY_EDGE_PX - 20) for _ in range(2))
        box = (left, top, left + chance.randint(16, 60), top + chance.randint(8, 50))
        draw.rounded_rectangle(box, chance.choice([0, 4]), fill=random_colour(chance))
    return picture


def blank() -> Image.Image:
    return Image.new("RGBA", (OVERLAY_EDGE_PX, OVERLAY_EDGE_PX), (0, 0, 0, 0))


def random_colour(chance: random.Random) -> Colour:
    if chance.random() < 0.4:
        return chance.choice([(255, 255, 255), (0, 0, 0), (220, 20, 30)])
    return (chance.randrange(256), chance.randrange(256), chance.randrange(256))


def random_words(chance: random.Random) -> str:
    letters = string.ascii_letters + string.digits + "%.-$"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 8))) for _ in range(chance.randint(1, 3))]
    return " ".join(words)


def text_line(chance: random.Random) -> Image.Image:
    layer = blank()
    place = (chance.randint(-10, 70), chance.randint(0, 112))
    font = ImageFont.load_default(chance.randint(8, 30))
    colour = (*random_colour(chance), chance.randint(110, 255))
    ImageDraw.Draw(layer).text(place, random_words(chance), font=font, fill=colour)
    return layer.rotate(chance.choice([0, 0, 0, chance.randint(-40, 40), 90]))


def repeated_watermark(chance: random.Random) -> Image.Image:
    layer = blank()
    draw = ImageDraw.Draw(layer)
    font = ImageFont.load_default(chance.randint(8, 18))
    colour = (*chance.choice([(255, 255, 255), (0, 0, 0), random_colour(chance)]), chance.randint(50, 180))
    words = random_words(chance)
    for top in range(0, OVERLAY_EDGE_PX, chance.randint(18, 40)):
        draw.text((chance.randint(-30, 10), top), f"{words}    {words}    {words}", font=font, fill=colour)
    return layer.rotate(chance.choice([0, 30, -30, 45]))


def badge(chance: random.Random) -> Image.Image:
    layer = blank()
    draw = ImageDraw.Draw(layer)
    size = chance.randint(18, 62)
    left, top = (chance.randint(-5, OVERLAY_EDGE_PX - size + 5) for _ in range(2))
    box = (left, top, left + size, top + chance.randint(size // 2, size))
    shape = chance.choice([draw.ellipse, draw.rectangle])
    shape(box, fill=(*random_colour(chance), chance.randint(180, 255)))
    font = ImageFont.load_default(max(8, size // 3))
    draw.text((left + size // 8, top + size // 5), random_words(chance)[:4], font=font, fill=(*random_colour(chance), 255))
    return layer


def frame(chance: random.Random) -> Image.Image:
    layer = blank()
    edge = OVERLAY_EDGE_PX - 1
    ImageDraw.Draw(layer).rectangle((0, 0, edge, edge), outline=(*random_colour(chance), 255), width=chance.randint(3, 14))
    return layer


def strip(chance: random.Random) -> Image.Image:
    layer = blank()
    draw = ImageDraw.Draw(layer)
    height = chance.randint(10, 34)
    top = chance.choice([0, OVERLAY_EDGE_PX - height])
    draw.rectangle((0, top, OVERLAY_EDGE_PX, top + height), fill=(*random_colour(chance), chance.randint(140, 255)))
    font = ImageFont.load_default(max(8, height - 8))
    draw.text((chance.randint(2, 30), top + 2), random_words(chance), font=font, fill=(*random_colour(chance), 255))
    return layer


def backdrop(chance: random.Random) -> Image.Image:
    """Covers what surrounds the middle, as a replaced background does."""
    mask = Image.new("L", (OVERLAY_EDGE_PX, OVERLAY_EDGE_PX), 255)
    inset = [chance.randint(0, 24) for _ in range(4)]
    box = (inset[0], inset[1], OVERLAY_EDGE_PX - inset[2], OVERLAY_EDGE_PX - inset[3])
    draw = ImageDraw.Draw(mask)
    if chance.random() < 0.3:
        draw.ellipse(box, fill=0)
    else:
        draw.rounded_rectangle(box, chance.choice([0, 10, 30]), fill=0)
    from_top = Image.linear_gradient("L").resize(mask.size)
    layer = Image.composite(*(Image.new("RGBA", mask.size, (*random_colour(chance), 255)) for _ in range(2)), from_top)
    layer.putalpha(mask.filter(ImageFilter.GaussianBlur(chance.randint(0, 8))))
    return layer


def screen(chance: random.Random) -> Image.Image:
    """What a phone's screen shows above and below the picture: a bar, lines of text, buttons."""
    layer = blank()
    draw = ImageDraw.Draw(layer)
    paper, ink = chance.choice([((255, 255, 255), (30, 30, 30)), ((18, 18, 20), (235, 235, 235))])
    top, bottom = chance.randint(8, 22), OVERLAY_EDGE_PX - chance.randint(10, 44)
    draw.rectangle((0, 0, OVERLAY_EDGE_PX, top), fill=(*paper, 255))
    draw.rectangle((0, bottom, OVERLAY_EDGE_PX, OVERLAY_EDGE_PX), fill=(*paper, 255))
    font = ImageFont.load_default(chance.randint(7, 10))
    draw.text((4, top - 9), random_words(chance), font=font, fill=(*ink, 255))
    for line in range(bottom + 2, OVERLAY_EDGE_PX - 8, 11):
        draw.text((chance.randint(3, 8), line), random_words(chance), font=font, fill=(*ink, 255))
    button = (OVERLAY_EDGE_PX - 44, OVERLAY_EDGE_PX - 12, OVERLAY_EDGE_PX - 4, OVERLAY_EDGE_PX - 2)
    draw.rounded_rectangle(button, 3, fill=(*random_colour(chance), 255))
    return layer


KINDS: list[Callable[[random.Random], Image.Image]] = [
    text_line,
    text_line,
    repeated_watermark,
    repeated_watermark,
    badge,
    badge,
    frame,
    strip,
    screen,
    backdrop,
    backdrop,
]
