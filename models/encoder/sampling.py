"""Chooses which photos, in which pairs, make up a training batch."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from data import Photo

# Of the pairs of a batch. What is neither drawn nor grocery is clothing.
DRAWN_SHARE = 0.1

# The second view of a pair that gathers a product is of ...; else of another natural photo.
SHOP_PICTURE_PROBABILITY = 0.45
COMPOSITE_PROBABILITY = 0.2
# ... and the first one is the composite instead of a natural photo.
FROM_COMPOSITE_PROBABILITY = 0.2

# Of a drawn photo's second view: taken in another scene.
OTHER_SCENE_PROBABILITY = 0.4


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
        self.senders = [photo.line for photo in photos]
        self.by_sender: dict[str, list[int]] = defaultdict(list)
        for place in self.clothing:
            self.by_sender[photos[place].line].append(place)
        self.natural, self.shop, self.composites = (
            places_by_product(photos, part) for part in ("grocery-train", "shop", "composite")
        )
        self.lines = drawn_lines(photos)

    def draw(self, pair_count: int, grocery_share: float, product_share: float) -> PairBatch:
        """Products come up equally often, however many photos there are of each."""
        pairs: list[tuple[int, int]] = []
        if self.lines:
            while len(pairs) + 2 <= round(pair_count * DRAWN_SHARE):
                pairs += self.variant_pairs()
        pairs += [self.product_pair() for _ in range(round(pair_count * product_share))]
        for _ in range(round(pair_count * grocery_share / 2)):
            pairs += with_themselves(self.natural[pick(list(self.natural))])
        while len(pairs) < pair_count:
            # One as likely as the other, however many photos a sender has.
            place = pick(self.clothing)
            pairs += [(place, place), *with_themselves(self.by_sender[self.senders[place]], 1)]
        first, second = torch.tensor(pairs[:pair_count]).T
        return PairBatch(first, second, self.products[first])

    def product_pair(self) -> tuple[int, int]:
        product = pick(list(self.natural))
        is_composite = float(torch.rand(1)) < FROM_COMPOSITE_PROBABILITY
        first = pick((self.composites if is_composite else self.natural)[product])
        fate = float(torch.rand(1))
        if fate < SHOP_PICTURE_PROBABILITY:
            return first, pick(self.shop[product])
        if fate < SHOP_PICTURE_PROBABILITY + COMPOSITE_PROBABILITY:
            return first, pick(self.composites[product])
        return first, pick(self.natural[product])

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


def with_themselves(places: Sequence[int], count: int = 2) -> list[tuple[int, int]]:
    """Some of photos that are hard to tell apart, each with itself."""
    chosen = torch.randperm(len(places))[:count].tolist()
    return [(places[at], places[at]) for at in chosen]


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
