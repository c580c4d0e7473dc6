"""Chooses which photos, in which pairs, make up a training batch."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from data import Photo

# What the pairs of a batch are of; the rest is clothing.
GROCERY_SHARE = 0.35
DRAWN_SHARE = 0.15

# The second view of a grocery photo is of ...; else of the same photo.
SHOP_PICTURE_PROBABILITY = 0.3
COMPOSITE_PROBABILITY = 0.15
OTHER_PHOTO_PROBABILITY = 0.3
# ... and the first one is the composite instead of a natural photo.
FROM_COMPOSITE_PROBABILITY = 0.2

# Of a drawn photo's second view: taken in another scene.
OTHER_SCENE_PROBABILITY = 0.6


@dataclass(frozen=True)
class PairBatch:
    """Positions in the list of training photos. All int64 [N]; products is -1 for clothing."""

    first: Tensor
    second: Tensor
    products: Tensor


def pick(choices: Sequence[int]) -> int:
    return choices[int(torch.randint(len(choices), (1,)))]


class PairSampler:
    """Pairs a photo with itself, with another photo of the product or with its shop picture."""

    def __init__(self, photos: Sequence[Photo]) -> None:
        self.products = torch.tensor([-1 if photo.product is None else photo.product for photo in photos])
        self.clothing = [place for place, photo in enumerate(photos) if photo.part == "clothing"]
        self.natural, self.shop, self.composites = (
            places_by_product(photos, part) for part in ("grocery-train", "shop", "composite")
        )
        self.lines = drawn_lines(photos)

    def draw(self, pair_count: int) -> PairBatch:
        """Products come up equally often, however many photos there are of each."""
        pairs: list[tuple[int, int]] = []
        if self.lines:
            while len(pairs) + 2 <= round(pair_count * DRAWN_SHARE):
                pairs += self.variant_pairs()
        pairs += [self.grocery_pair() for _ in range(round(pair_count * GROCERY_SHARE))]
        while len(pairs) < pair_count:
            place = pick(self.clothing)
            pairs.append((place, place))
        first, second = torch.tensor(pairs).T
        return PairBatch(first, second, self.products[first])

    def grocery_pair(self) -> tuple[int, int]:
        product = pick(list(self.natural))
        is_composite = float(torch.rand(1)) < FROM_COMPOSITE_PROBABILITY
        first = pick((self.composites if is_composite else self.natural)[product])
        fate = float(torch.rand(1))
        for group, probability in (
            (self.shop, SHOP_PICTURE_PROBABILITY),
            (self.composites, COMPOSITE_PROBABILITY),
            (self.natural, OTHER_PHOTO_PROBABILITY),
        ):
            fate -= probability
            if fate < 0:
                return first, pick(group[product])
        return first, first

    def variant_pairs(self) -> list[tuple[int, int]]:
        """A pair of each of two products of a line, the first views taken in one scene: they differ in the product only."""
        scenes_by_product = pick_of(self.lines)
        two = torch.randperm(len(scenes_by_product))[:2].tolist()
        scene = pick(range(min(len(scenes_by_product[product]) for product in two)))
        pairs = []
        for product in two:
            scenes = scenes_by_product[product]
            is_other = float(torch.rand(1)) < OTHER_SCENE_PROBABILITY
            pairs.append((scenes[scene], pick(scenes) if is_other else scenes[scene]))
        return pairs


def pick_of(lines: list[list[list[int]]]) -> list[list[int]]:
    return lines[pick(range(len(lines)))]


def places_by_product(photos: Sequence[Photo], part: str) -> dict[int, list[int]]:
    places: dict[int, list[int]] = defaultdict(list)
    for place, photo in enumerate(photos):
        if photo.part == part and photo.product is not None:
            places[photo.product].append(place)
    return dict(places)


def drawn_lines(photos: Sequence[Photo]) -> list[list[list[int]]]:
    """By line and product the places of its photos, scenes in the same order. Lines of one product have no look-alike."""
    lines: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, photo in enumerate(photos):
        if photo.part == "drawn" and photo.product is not None:
            lines[photo.line][photo.product].append(place)
    return [list(products.values()) for products in lines.values() if len(products) > 1]
