"""One update of the network after the other, and everything that changes by it."""

import copy
from pathlib import Path

import torch
import torch.distributed as distributed
from torch import Tensor, nn
from torch.nn import functional

from gallery import Gallery
from losses import (
    PRODUCT_TEMPERATURE,
    Memory,
    ProductLoss,
    Views,
    energy_loss,
    instance_loss,
    product_memory_loss,
    spread_loss,
)
from network import PHOTO_DIMENSION, PRODUCT_DIMENSION, EncoderNetwork
from sampling import PairBatch
from schedule import Moment

SPREAD_WEIGHT = 0.5
ENERGY_WEIGHT = 0.3
PRODUCT_PAIR_WEIGHT = 0.5
PRODUCT_CENTRE_WEIGHT = 0.4
PRODUCT_MEMORY_WEIGHT = 0.2
GALLERY_WEIGHT = 0.8
GALLERY_SPREAD_WEIGHT = 0.5
PRODUCT_GALLERY_WEIGHT = 0.4
LARGEST_GRADIENT = 10.0
WEIGHT_DECAY = 0.04
AVERAGE_DECAY = 0.998

# Embeddings of batches long ago differ too much while the network learns fast.
MEMORY_FROM_STEP = 600
MEMORY_VIEWS = 3072


class Trainer:
    """Everything that changes while training, and can be saved and loaded."""

    def __init__(self, network: EncoderNetwork, gallery: Gallery, seed: int, workers: int) -> None:
        """gallery: of all training photos; workers: processes that train together"""
        self.gallery = gallery
        self.known_products = gallery.products[gallery.products >= 0].unique()
        self.seed, self.workers = seed, workers
        self.model = network.to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.model).eval()
        self.product_loss = ProductLoss(PRODUCT_DIMENSION, len(self.known_products))
        self.parameters = [*self.model.parameters(), *self.product_loss.parameters()]
        self.optimiser = new_optimiser(self.parameters)
        self.memory = Memory(MEMORY_VIEWS, PRODUCT_DIMENSION)
        self.step = 0
        self.processor_s = 0.0

    def save(self, file: Path) -> None:
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "product_loss": self.product_loss.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "processor_s": self.processor_s,
            "seed": self.seed,
        }
        save_whole(state, file)

    def load(self, file: Path) -> None:
        """Continues from a checkpoint. Memory and gallery fill anew."""
        state = torch.load(file)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.product_loss.load_state_dict(state["product_loss"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.processor_s = state["step"], state["processor_s"]

    def train_step(self, pictures: Tensor, neighbours: Tensor, batch: PairBatch, moment: Moment) -> dict[str, float]:
        """One update. Returns the losses.

        pictures: float32 [2 N, 3, S, S], first views then second ones; neighbours: int64 [2 N, K], as ViewMaker makes them
        """
        if moment.step == 0:
            # What Adam remembers is of gradients that were large for other reasons.
            self.optimiser = new_optimiser(self.parameters)
        for group in self.optimiser.param_groups:
            group["lr"] = moment.learning_rate
        prepared = self.model.prepared(pictures).contiguous(memory_format=torch.channels_last)
        losses = self.losses(self.model.backbone.maps(prepared), neighbours, batch, moment)
        self.optimiser.zero_grad()
        torch.stack(list(losses.values())).sum().backward()
        average_gradients(self.parameters, self.workers)
        nn.utils.clip_grad_norm_(self.parameters, LARGEST_GRADIENT)
        self.optimiser.step()
        self.step += 1
        update_average(self.average, self.model, self.step)
        return {name: loss.item() for name, loss in losses.items()}

    def losses(self, maps: list[Tensor], neighbours: Tensor, batch: PairBatch, moment: Moment) -> dict[str, Tensor]:
        """maps: of the batch's first views, then of its second ones, after each stage"""
        photo_rows, product_rows = self.model.rows(maps[-1].mean((2, 3))).split([PHOTO_DIMENSION, PRODUCT_DIMENSION], 1)
        shown = torch.cat([batch.first, batch.second]), batch.products.repeat(2)
        photos = Views(functional.normalize(photo_rows, dim=1), *shown)
        products = Views(functional.normalize(product_rows, dim=1), *shown)
        other_photos, other_products = (views_of_others(views, self.workers) for views in (photos, products))
        classes = torch.where(shown[1] >= 0, torch.searchsorted(self.known_products, shown[1]), -1)
        copies = instance_loss(photos, other_photos, moment.temperature, by_product=False)
        pairs = instance_loss(products, other_products, PRODUCT_TEMPERATURE, by_product=True)
        return {
            "copies": moment.round.copies_weight * copies,
            "spread": SPREAD_WEIGHT * spread_loss(photos, photos.join(other_photos)),
            "energy": ENERGY_WEIGHT * energy_loss(maps),
            "pairs": PRODUCT_PAIR_WEIGHT * pairs,
            "centres": PRODUCT_CENTRE_WEIGHT * self.product_loss(products.embeddings, classes),
        } | (self.memory_losses(products) if self.gallery.is_empty else self.gallery_losses(photos, products, neighbours))

    def memory_losses(self, products: Views) -> dict[str, Tensor]:
        loss = product_memory_loss(products, self.memory.kept)
        if self.step >= MEMORY_FROM_STEP:
            self.memory.add(products)
        return {"memory": PRODUCT_MEMORY_WEIGHT * loss}

    def gallery_losses(self, photos: Views, products: Views, neighbours: Tensor) -> dict[str, Tensor]:
        found, spread = self.gallery.photo_losses(photos, neighbours)
        return {
            "gallery": GALLERY_WEIGHT * found,
            "gallery spread": GALLERY_SPREAD_WEIGHT * spread,
            "gallery products": PRODUCT_GALLERY_WEIGHT * self.gallery.product_loss(products),
        }


def new_optimiser(parameters: list[nn.Parameter]) -> torch.optim.AdamW:
    """The rate of learning is set before each step."""
    matrices = [parameter for parameter in parameters if parameter.ndim > 1]
    vectors = [parameter for parameter in parameters if parameter.ndim <= 1]
    return torch.optim.AdamW([{"params": matrices, "weight_decay": WEIGHT_DECAY}, {"params": vectors, "weight_decay": 0.0}])


def update_average(average: nn.Module, model: nn.Module, step: int) -> None:
    """Moves the exponential average of weights and batch statistics towards the model."""
    decay = min(AVERAGE_DECAY, (1 + step) / (10 + step))
    for kept, current in zip(average.state_dict().values(), model.state_dict().values()):
        if kept.is_floating_point():
            kept.lerp_(current, 1 - decay)


def average_gradients(parameters: list[nn.Parameter], workers: int) -> None:
    """Over all workers, each of which then makes the same step."""
    if workers == 1:
        return
    flat = torch.cat([parameter.grad.flatten() for parameter in parameters if parameter.grad is not None])
    distributed.all_reduce(flat)
    flat /= workers
    place = 0
    for parameter in parameters:
        if parameter.grad is not None:
            count = parameter.numel()
            parameter.grad.copy_(flat[place : place + count].view_as(parameter))
            place += count


def views_of_others(views: Views, workers: int) -> Views:
    """What the other workers see in this step, without gradients: more to tell apart at no cost."""
    if workers == 1:
        return Views(views.embeddings[:0].detach(), views.photos[:0], views.products[:0])
    parts = []
    for part in (views.embeddings.detach(), views.photos, views.products):
        of_all = [torch.empty_like(part) for _ in range(workers)]
        distributed.all_gather(of_all, part.contiguous())
        parts.append(torch.cat([of_one for rank, of_one in enumerate(of_all) if rank != distributed.get_rank()]))
    return Views(*parts)


def save_whole(state: object, file: Path) -> None:
    unfinished = file.with_suffix(".part")
    torch.save(state, unfinished)
    unfinished.replace(file)
