"""All training photos as they are, embedded now and then by the averaged network: what views are to be found among.

A batch holds too few photos to tell what is most easily mistaken; all of them at once hold nearly everything that is.
"""

from collections.abc import Sequence

import torch
import torch.distributed as distributed
from torch import Tensor
from torch.nn import functional

from data import Photo
from losses import Views, find_photo_loss, find_product_loss, spread_loss
from network import PHOTO_DIMENSION, PRODUCT_DIMENSION, EncoderNetwork

BATCH = 64
# Of what a view of a product is to find: the shop's picture counts as much as all natural photos together.
SHOP_WEIGHT = 0.5


class Gallery:
    """Every training photo but the composites."""

    def __init__(self, photos: Sequence[Photo]) -> None:
        places = [place for place, photo in enumerate(photos) if photo.part != "composite"]
        known = [photos[place].product for place in places]
        self.photos = torch.tensor(places)
        self.products = torch.tensor([-1 if product is None else product for product in known])
        self.weights = product_weights(self.products, torch.tensor([photos[place].part == "shop" for place in places]))
        self.by_photo = Views(torch.empty(0, PHOTO_DIMENSION), self.photos, self.products)
        self.by_product = Views(torch.empty(0, PRODUCT_DIMENSION), self.photos, self.products)

    @property
    def is_empty(self) -> bool:
        return len(self.by_photo.embeddings) == 0

    def embed_anew(self, network: EncoderNetwork, pixels: Tensor, edge_px: int, workers: int) -> None:
        """Each worker embeds a share, and all get all. pixels: uint8 [P, 3, H, W], of all training photos"""
        rank = distributed.get_rank() if workers > 1 else 0
        share = -(-len(self.photos) // workers)
        # The last share is filled up from the start, so that all are of one size.
        mine = torch.arange(rank * share, (rank + 1) * share) % len(self.photos)
        rows = torch.cat([embed(network, pixels[self.photos[part]], edge_px) for part in mine.split(BATCH)])
        if workers > 1:
            of_all = [torch.empty_like(rows) for _ in range(workers)]
            distributed.all_gather(of_all, rows)
            rows = torch.cat(of_all)
        photo_rows, product_rows = rows[: len(self.photos)].split([PHOTO_DIMENSION, PRODUCT_DIMENSION], 1)
        self.by_photo.embeddings = functional.normalize(photo_rows, dim=1)
        self.by_product.embeddings = functional.normalize(product_rows, dim=1)

    def photo_losses(self, views: Views, neighbours: Tensor) -> tuple[Tensor, Tensor]:
        """Each view must find its photo, and is pushed from the nearest other one.

        neighbours: int64 [N, K], photos that a view may show as well: finding them is no mistake
        """
        places = self.places(neighbours)
        shown = torch.zeros(len(places), len(self.photos), dtype=torch.bool).scatter(1, places, True)
        return find_photo_loss(views, self.by_photo, shown), spread_loss(views, self.by_photo, shown)

    def product_loss(self, views: Views) -> Tensor:
        return find_product_loss(views, self.by_product, self.weights)

    def places(self, photos: Tensor) -> Tensor:
        """Where photos stand in the gallery; of composites, which do not, the place of some other photo."""
        return torch.searchsorted(self.photos, photos).clamp_max(len(self.photos) - 1)


def embed(network: EncoderNetwork, pixels: Tensor, edge_px: int) -> Tensor:
    """uint8 [N, 3, H, W] to float32 [N, EMBEDDING_DIMENSION], before it is scaled to unit length."""
    pictures = functional.interpolate(pixels.float() / 255, edge_px, mode="bilinear", antialias=True)
    prepared = network.prepared(pictures).contiguous(memory_format=torch.channels_last)
    with torch.no_grad():
        return network.rows(network.backbone(prepared))


def product_weights(products: Tensor, is_shop: Tensor) -> Tensor:
    """How much each photo counts among those of its product, which sum to 1. products: int64 [G], -1 unknown; float32 [G]."""
    known = products.clamp_min(0)
    natural, shop = (torch.bincount(known[chosen], minlength=int(known.max()) + 1) for chosen in (~is_shop, is_shop))
    natural_share = torch.where(shop[known] > 0, 1 - SHOP_WEIGHT, torch.ones(()))
    return torch.where(is_shop, torch.tensor(SHOP_WEIGHT), natural_share / natural[known].clamp_min(1))
