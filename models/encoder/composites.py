"""Puts a shop's picture of a product into a photo taken in a shop, as natural photos show the product."""

import random
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

EDGE_PX = 176
WHITE_TOLERANCE = 18


def cut_out(picture: Image.Image) -> Image.Image:
    """The product of a picture on white: what white from the border does not reach. RGBA, cropped to it."""
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), "white")
    framed.paste(picture, (1, 1))
    marker = (255, 0, 255)
    flooded = framed.copy()
    ImageDraw.floodfill(flooded, (0, 0), marker, thresh=WHITE_TOLERANCE)
    is_background = Image.frombytes("L", framed.size, bytes(255 if p == marker else 0 for p in pixels_of(flooded)))
    alpha = is_background.point(lambda level: 255 - level).filter(ImageFilter.MinFilter(3)).filter(ImageFilter.BoxBlur(0.6))
    framed.putalpha(alpha)
    box = alpha.getbbox()
    return framed.crop(box) if box else framed


def pixels_of(picture: Image.Image) -> list[tuple[int, int, int]]:
    data = picture.tobytes()
    return list(zip(data[0::3], data[1::3], data[2::3]))


def compose(product: Image.Image, backgrounds: Sequence[Image.Image], chance: random.Random) -> Image.Image:
    """The cut-out product, once or as a pile, over a part of a shop photo. RGB, EDGE_PX square.

    product: RGBA from cut_out; backgrounds: RGB photos of shops
    """
    canvas = background(chance.choice(backgrounds), chance)
    is_pile = chance.random() < 0.4
    copies = chance.randint(4, 14) if is_pile else chance.choice([1, 1, 1, 2])
    share = chance.uniform(0.28, 0.5) if is_pile else chance.uniform(0.5, 1.0)
    lit = ImageEnhance.Brightness(product).enhance(chance.uniform(0.65, 1.15))
    lit = ImageEnhance.Color(lit).enhance(chance.uniform(0.75, 1.15))
    for _ in range(copies):
        paste_once(canvas, lit, share * chance.uniform(0.9, 1.1), is_pile, chance)
    return ImageEnhance.Contrast(canvas).enhance(chance.uniform(0.8, 1.1))


def background(photo: Image.Image, chance: random.Random) -> Image.Image:
    edge = round(min(photo.size) * chance.uniform(0.5, 1.0))
    left, top = (chance.randint(0, length - edge) for length in photo.size)
    part = photo.crop((left, top, left + edge, top + edge)).resize((EDGE_PX, EDGE_PX), Image.Resampling.BILINEAR)
    return part.filter(ImageFilter.GaussianBlur(chance.uniform(0, 2.5)))


def paste_once(canvas: Image.Image, product: Image.Image, share: float, anywhere: bool, chance: random.Random) -> None:
    """share: of the canvas, the product's longer edge"""
    factor = share * EDGE_PX / max(product.size)
    size = [max(2, round(length * factor * chance.uniform(0.9, 1.1))) for length in product.size]
    piece = product.resize((size[0], size[1]), Image.Resampling.BILINEAR)
    piece = piece.rotate(chance.gauss(0, 25 if anywhere else 12), Image.Resampling.BICUBIC, expand=True)
    spread = 0.5 if anywhere else 0.14
    centre = [EDGE_PX * (0.5 + chance.uniform(-spread, spread)) for _ in range(2)]
    canvas.paste(piece, (round(centre[0] - piece.width / 2), round(centre[1] - piece.height / 2)), piece)
