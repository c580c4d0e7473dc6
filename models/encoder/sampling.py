"""Chooses which photos, in which pairs, make up a training batch."""

from dataclasses import dataclass

import torch
from torch import Tensor

from data import Photo

GROCERY_SHARE = 1 / 3
OTHER_PHOTO_PROBABILITY = 0.4
SHOP_PICTURE_PROBABILITY = 0.12


@dataclass(frozen=True)
class PairBatch:
    """Positions in the list of training photos. All int64 [N]; products is -1 for clothing."""

    first: Tensor
    second: Tensor
    products: Tensor


class PairSampler:
    """Pairs a photo with itself or, for groceries, sometimes with another picture of the product."""

    def __init__(self, photos: list[Photo]) -> None:
        products = [-1 if photo.class_id is None else photo.class_id for photo in photos]
        self.products = torch.tensor(products)
        self.clothing = torch.nonzero(self.products < 0).flatten()
        natural = [index for index, photo in enumerate(photos) if photo.part == "grocery-train"]
        self.grocery = torch.tensor(natural)
        self.shop = {photo.class_id: index for index, photo in enumerate(photos) if photo.part == "shop"}
        self.by_product: dict[int, list[int]] = {}
        for index in natural:
            self.by_product.setdefault(products[index], []).append(index)

    def draw(self, pair_count: int) -> PairBatch:
        grocery_count = round(pair_count * GROCERY_SHARE)
        clothing = self.clothing[torch.randint(len(self.clothing), (pair_count - grocery_count,))]
        grocery = self.grocery[torch.randint(len(self.grocery), (grocery_count,))]
        first = torch.cat([clothing, grocery])
        second = torch.cat([clothing, torch.tensor([self.partner(index) for index in grocery.tolist()])])
        return PairBatch(first, second, self.products[first])

    def partner(self, index: int) -> int:
        """The same photo, or another of its product, or the product's shop picture."""
        product = int(self.products[index])
        fate = torch.rand(1).item()
        if fate < SHOP_PICTURE_PROBABILITY:
            return self.shop[product]
        if fate < SHOP_PICTURE_PROBABILITY + OTHER_PHOTO_PROBABILITY:
            others = self.by_product[product]
            return others[int(torch.randint(len(others), (1,)))]
        return index
