"""The two signals: telling photos apart, and gathering photos of one product."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

PRODUCT_TEMPERATURE = 0.08
GALLERY_TEMPERATURE = 0.05
PRODUCT_SCALE = 20.0
PRODUCT_MARGIN_RADIANS = 0.2
# Left out of a softmax.
NEVER = -1e4


@dataclass
class Views:
    """Embeddings with what they show. embeddings: float32 [N, D], unit length; photos, products: int64 [N], -1 unknown."""

    embeddings: Tensor
    photos: Tensor
    products: Tensor

    def join(self, other: "Views") -> "Views":
        parts = zip((self.embeddings, self.photos, self.products), (other.embeddings, other.photos, other.products))
        return Views(*(torch.cat(pair) for pair in parts))


class Memory:
    """The views of the latest batches, to compare with more than one batch holds (Wang et al., 2020, arXiv:1912.06798)."""

    def __init__(self, size: int, dimension: int) -> None:
        self.size = size
        nothing = torch.empty(0, dtype=torch.int64)
        self.kept = Views(torch.empty(0, dimension), nothing, nothing)

    def add(self, views: Views) -> None:
        joined = Views(views.embeddings.detach(), views.photos, views.products).join(self.kept)
        size = self.size
        self.kept = Views(joined.embeddings[:size], joined.photos[:size], joined.products[:size])


def same(one: Tensor, other: Tensor) -> Tensor:
    """bool [N, M], true where both are known and equal."""
    return (one[:, None] == other[None, :]) & (one[:, None] >= 0)


def instance_loss(views: Views, others: Views, temperature: float, by_product: bool) -> Tensor:
    """InfoNCE: each view must find its partner among all other views of the batch and those of the other workers.

    The partner of view i of 2 N is view i + N, modulo 2 N. By product, other views of the photo or the product count as
    nothing; else other photos of the product are to be told apart, and views with another photo for a partner find none.
    """
    all_views = views.join(others)
    count = len(views.photos)
    partner = torch.arange(count).roll(count // 2)
    excluded = same(views.photos, all_views.photos)
    if by_product:
        excluded |= same(views.products, all_views.products)
    excluded[torch.arange(count), partner] = False
    similarity = (views.embeddings @ all_views.embeddings.T / temperature).masked_fill(excluded, NEVER)
    if by_product:
        return functional.cross_entropy(similarity, partner)
    has_copy = views.photos == views.photos[partner]
    return functional.cross_entropy(similarity[has_copy], partner[has_copy])


def spread_loss(views: Views, among: Views, shown: Tensor | None = None) -> Tensor:
    """Pushes each view from the nearest one of another photo, so that one distance serves for all (KoLeo).

    Sablayrolles et al., 2019, arXiv:1806.03198; for copies Pizzi et al., 2022, arXiv:2202.10261.
    shown: bool [N, M], true where a view shows one of these, too
    """
    left_out = same(views.photos, among.photos) if shown is None else same(views.photos, among.photos) | shown
    cosine = (views.embeddings @ among.embeddings.T).masked_fill(left_out, -1)
    distance = (2 - 2 * cosine.amax(1)).clamp_min(1e-4).sqrt()
    return -distance.log().mean()


def find_photo_loss(views: Views, gallery: Views, shown: Tensor) -> Tensor:
    """Each view must find its photo among all of a gallery that has each once; views of others count for nothing.

    shown: bool [N, G], true where a view shows one of these, too
    """
    own = same(views.photos, gallery.photos)
    known = own.any(1)
    similarity = (views.embeddings @ gallery.embeddings.T / GALLERY_TEMPERATURE).masked_fill(shown & ~own, NEVER)
    return functional.cross_entropy(similarity[known], own[known].int().argmax(1))


def find_product_loss(views: Views, gallery: Views, weights: Tensor) -> Tensor:
    """Each view of a known product must find its other photos in a gallery (Khosla et al., 2020, L_out).

    weights: float32 [G], how much each photo counts
    """
    own = same(views.photos, gallery.photos)
    weight = (same(views.products, gallery.products) & ~own) * weights
    total = weight.sum(1)
    known = total > 0
    if not known.any():
        return views.embeddings.new_zeros(())
    similarity = (views.embeddings @ gallery.embeddings.T / PRODUCT_TEMPERATURE).masked_fill(own, NEVER)
    share = functional.log_softmax(similarity[known], 1)
    return -((share * weight[known]).sum(1) / total[known]).mean()


def energy_loss(maps: Sequence[Tensor]) -> Tensor:
    """Keeps pictures equally strong at every stage: the variance of the logarithms of their mean squares.

    Without it a rare colour is made ever larger from stage to stage, and batch normalisation shrinks all others.
    maps: float32 [N, C, H, W] each, after each stage
    """
    energies = [features.square().mean((1, 2, 3)) for features in maps]
    return torch.stack([(energy + 1e-6).log().var() for energy in energies]).mean()


def product_memory_loss(views: Views, memory: Views) -> Tensor:
    """Gathers views of known products around the remembered views of the same product (Khosla et al., 2020, L_out)."""
    positive = same(views.products, memory.products)
    known = positive.any(1)
    if not known.any():
        return views.embeddings.new_zeros(())
    similarity = views.embeddings[known] @ memory.embeddings.T / PRODUCT_TEMPERATURE
    share = functional.log_softmax(similarity, 1)
    weight = positive[known].float()
    return -((share * weight).sum(1) / weight.sum(1)).mean()


class ProductLoss(nn.Module):
    """ArcFace: a classifier over products by angle, with an additive margin (Deng et al., 2019, arXiv:1801.07698)."""

    def __init__(self, dimension: int, product_count: int) -> None:
        super().__init__()
        # About unit length: the longer a centre, the slower Adam turns it.
        self.centres = nn.Parameter(torch.randn(product_count, dimension) * dimension**-0.5)

    def forward(self, embeddings: Tensor, classes: Tensor) -> Tensor:
        """embeddings: float32 [N, D], unit length; classes: int64 [N], -1 where unknown (left out)."""
        known = classes >= 0
        cosine = embeddings[known] @ functional.normalize(self.centres, dim=1).T
        right = functional.one_hot(classes[known], len(self.centres)).bool()
        sine = (1 - cosine.square()).clamp_min(1e-6).sqrt()
        turned = cosine * math.cos(PRODUCT_MARGIN_RADIANS) - sine * math.sin(PRODUCT_MARGIN_RADIANS)
        # Past a half turn the turned cosine would rise again.
        turned = torch.where(cosine > -math.cos(PRODUCT_MARGIN_RADIANS), turned, cosine - PRODUCT_MARGIN_RADIANS)
        return functional.cross_entropy(PRODUCT_SCALE * torch.where(right, turned, cosine), classes[known])
