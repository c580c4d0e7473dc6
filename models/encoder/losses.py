"""The two signals: telling photos apart, and gathering photos of one product."""

import torch
from torch import Tensor, nn
from torch.nn import functional

TEMPERATURE = 0.1
PRODUCT_SCALE = 16.0
PRODUCT_MARGIN = 0.15


def instance_loss(first: Tensor, second: Tensor, photos: Tensor, products: Tensor) -> Tensor:
    """InfoNCE in both directions: each view must find its partner among all other views of the batch.

    first, second: float32 [N, D], unit length, row i of one is the partner of row i of the other
    photos, products: int64 [N], of both views; a product of -1 is unknown and equals no other
    """
    views = torch.cat([first, second])
    photos, products = photos.repeat(2), products.repeat(2)
    same_photo = photos[:, None] == photos[None, :]
    same_product = (products[:, None] == products[None, :]) & (products[:, None] >= 0)
    rows = torch.arange(len(views))
    partner = rows.roll(len(first))
    excluded = same_photo | same_product
    excluded[rows, partner] = False
    similarity = (views @ views.T / TEMPERATURE).masked_fill(excluded, -1e4)
    return functional.cross_entropy(similarity, partner)


class ProductLoss(nn.Module):
    """Cosine classifier over products with an additive margin (Wang et al., 2018, arXiv:1801.05599)."""

    def __init__(self, dimension: int, product_count: int) -> None:
        super().__init__()
        # About unit length: the longer a centre, the slower Adam turns it.
        self.centres = nn.Parameter(torch.randn(product_count, dimension) * dimension**-0.5)

    def forward(self, embeddings: Tensor, products: Tensor) -> Tensor:
        """embeddings: float32 [N, D], unit length; products: int64 [N], -1 where unknown (left out)."""
        known = products >= 0
        cosine = embeddings[known] @ functional.normalize(self.centres, dim=1).T
        margin = PRODUCT_MARGIN * functional.one_hot(products[known], len(self.centres))
        return functional.cross_entropy(PRODUCT_SCALE * (cosine - margin), products[known])
