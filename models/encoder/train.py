"""Trains the encoder from scratch, or goes on from the checkpoint in --out.

python train.py --data DIR --out DIR --steps 1400 --seed 1

Each of --workers processes computes on a batch of its own, on one core; their gradients are averaged. The schedule goes
by steps. A run that was stopped may go on with another number of steps: the rate of learning is the same until it falls.
"""

import argparse
import copy
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as distributed
import torch.multiprocessing as multiprocessing
from torch import Tensor, nn
from torch.nn import functional

from augment import draw_strengths, make_views
from data import Photo, list_photos
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
from network import PHOTO_DIMENSION, PRODUCT_DIMENSION, EncoderNetwork, random_network
from overlays import draw_overlay_bank
from pixel_cache import CACHE_EDGE_PX, load_pixels, shrink_pixels, with_composites
from sampling import PairBatch, PairSampler
from schedule import PEAK_LEARNING_RATE, edge_px_at, learning_rate_at, strongest_at, temperature_at

SPREAD_WEIGHT = 0.5
ENERGY_WEIGHT = 0.3
PRODUCT_PAIR_WEIGHT = 0.5
PRODUCT_CENTRE_WEIGHT = 0.4
PRODUCT_MEMORY_WEIGHT = 0.2
LARGEST_GRADIENT = 10.0
WEIGHT_DECAY = 0.04
AVERAGE_DECAY = 0.998
SMOKE_PHOTOS = 300
CHECKPOINT_EVERY = 25
KEEP_EVERY = 500
SOURCE_TO_VIEW = 1.5

# Embeddings of batches long ago differ too much while the network learns fast.
MEMORY_FROM_STEP = 600
MEMORY_VIEWS = 3072


@dataclass(frozen=True)
class Settings:
    data: Path
    out: Path
    steps: int
    seed: int
    pairs: int
    workers: int
    trial: bool
    smoke: bool


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


class Trainer:
    """Everything that changes while training, and can be saved and loaded."""

    def __init__(self, settings: Settings, products: Tensor) -> None:
        """products: int64 [P], the known products, sorted"""
        self.settings = settings
        self.known_products = products
        self.model: EncoderNetwork = random_network(settings.seed)
        self.model.to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.model).eval()
        self.product_loss = ProductLoss(PRODUCT_DIMENSION, len(products))
        self.parameters = [*self.model.parameters(), *self.product_loss.parameters()]
        matrices = [parameter for parameter in self.parameters if parameter.ndim > 1]
        vectors = [parameter for parameter in self.parameters if parameter.ndim <= 1]
        groups = [{"params": matrices, "weight_decay": WEIGHT_DECAY}, {"params": vectors, "weight_decay": 0.0}]
        self.optimiser = torch.optim.AdamW(groups, PEAK_LEARNING_RATE)
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
            "seed": self.settings.seed,
        }
        save_whole(state, file)

    def load(self, file: Path) -> None:
        """Continues from a checkpoint. The memory fills anew."""
        state = torch.load(file)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.product_loss.load_state_dict(state["product_loss"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.processor_s = state["step"], state["processor_s"]

    def losses(self, maps: list[Tensor], batch: PairBatch) -> dict[str, Tensor]:
        """maps: of the batch's first views, then of its second ones, after each stage"""
        photo_rows, product_rows = self.model.rows(maps[-1].mean((2, 3))).split([PHOTO_DIMENSION, PRODUCT_DIMENSION], 1)
        shown = torch.cat([batch.first, batch.second]), batch.products.repeat(2)
        photos = Views(functional.normalize(photo_rows, dim=1), *shown)
        products = Views(functional.normalize(product_rows, dim=1), *shown)
        other_photos, other_products = (views_of_others(views, self.settings.workers) for views in (photos, products))
        classes = torch.where(shown[1] >= 0, torch.searchsorted(self.known_products, shown[1]), -1)
        temperature = temperature_at(self.step / self.settings.steps)
        losses = {
            "copies": instance_loss(photos, other_photos, temperature, by_product=False),
            "spread": SPREAD_WEIGHT * spread_loss(photos, other_photos),
            "energy": ENERGY_WEIGHT * energy_loss(maps),
            "pairs": PRODUCT_PAIR_WEIGHT * instance_loss(products, other_products, PRODUCT_TEMPERATURE, by_product=True),
            "centres": PRODUCT_CENTRE_WEIGHT * self.product_loss(products.embeddings, classes),
            "memory": PRODUCT_MEMORY_WEIGHT * product_memory_loss(products, self.memory.kept),
        }
        if self.step >= MEMORY_FROM_STEP:
            self.memory.add(products)
        return losses

    def train_step(self, pictures: Tensor, batch: PairBatch) -> dict[str, float]:
        """One update. pictures: float32 [2 N, 3, S, S], first views then second ones. Returns the losses."""
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate_at(self.step, self.settings.steps)
        prepared = self.model.prepared(pictures).contiguous(memory_format=torch.channels_last)
        losses = self.losses(self.model.backbone.maps(prepared), batch)
        self.optimiser.zero_grad()
        torch.stack(list(losses.values())).sum().backward()
        average_gradients(self.parameters, self.settings.workers)
        nn.utils.clip_grad_norm_(self.parameters, LARGEST_GRADIENT)
        self.optimiser.step()
        self.step += 1
        update_average(self.average, self.model, self.step)
        return {name: loss.item() for name, loss in losses.items()}


def save_whole(state: object, file: Path) -> None:
    unfinished = file.with_suffix(".part")
    torch.save(state, unfinished)
    unfinished.replace(file)


class ViewMaker:
    """Makes the edited views of a batch, at the edge that the progress asks for."""

    def __init__(self, pixels: Tensor, seed: int) -> None:
        self.pixels = pixels
        self.overlay_bank = draw_overlay_bank(512, seed)
        self.edge_px = 0

    def set_edge(self, edge_px: int) -> None:
        if edge_px == self.edge_px:
            return
        self.edge_px = edge_px
        self.source = shrink_pixels(self.pixels, min(CACHE_EDGE_PX, round(edge_px * SOURCE_TO_VIEW)))
        self.overlays = functional.interpolate(self.overlay_bank.float(), edge_px, mode="bilinear", antialias=True)

    def make(self, batch: PairBatch, most: float) -> Tensor:
        """most: the strongest edits, 0..1. float32 [2 N, 3, S, S]"""
        views = []
        for places, strength in zip((batch.first, batch.second), draw_strengths(len(batch.first), most)):
            neighbours = torch.randint(len(self.source), (len(places),))
            views.append(
                make_views(self.source[places], self.source[neighbours], self.overlays, self.edge_px, strength)
            )
        return torch.cat(views)


def training_photos(settings: Settings) -> list[Photo]:
    photos = [photo for photo in list_photos(settings.data, settings.trial) if photo.use == "training"]
    if settings.smoke:
        others = [photo for photo in photos if photo.part != "shop"]
        photos = others[:: max(1, len(others) // SMOKE_PHOTOS)] + [photo for photo in photos if photo.part == "shop"]
    return with_composites(photos)


def train(worker: int, settings: Settings) -> None:
    """What one of the processes does. The first one also keeps the average, saves and reports."""
    torch.set_num_threads(1)
    if settings.workers > 1:
        distributed.init_process_group(
            "gloo", init_method=f"file://{settings.out.resolve()}/meeting-point", rank=worker, world_size=settings.workers
        )
    photos = training_photos(settings)
    pixels = load_pixels(photos, settings.out)
    products = torch.tensor(sorted({photo.product for photo in photos if photo.product is not None}))
    trainer = Trainer(settings, products)
    checkpoint = settings.out / "checkpoint.pt"
    if checkpoint.exists():
        trainer.load(checkpoint)
    if worker == 0:
        print(f"{len(photos)} training photos, {len(products)} products, from step {trainer.step}", flush=True)
    # Another batch for each worker, and after each start.
    torch.manual_seed(hash((settings.seed, trainer.step, worker)))
    sampler, maker = PairSampler(photos), ViewMaker(pixels, settings.seed)
    started, processor_s_before = time.process_time(), trainer.processor_s
    while trainer.step < settings.steps:
        progress = trainer.step / settings.steps
        maker.set_edge(edge_px_at(progress))
        batch = sampler.draw(settings.pairs)
        losses = trainer.train_step(maker.make(batch, strongest_at(progress)), batch)
        trainer.processor_s = processor_s_before + settings.workers * (time.process_time() - started)
        if worker == 0:
            report(trainer, losses, maker.edge_px, checkpoint)


def report(trainer: Trainer, losses: dict[str, float], edge_px: int, checkpoint: Path) -> None:
    step = trainer.step
    is_last = step == trainer.settings.steps
    if step % 10 == 0 or is_last:
        told = " ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
        print(f"step {step} {trainer.processor_s:.0f} processor-s edge {edge_px} {told}", flush=True)
    if step % CHECKPOINT_EVERY == 0 or is_last:
        trainer.save(checkpoint)
    if step % KEEP_EVERY == 0 or is_last:
        kept = {"average": trainer.average.state_dict(), "step": step, "processor_s": trainer.processor_s}
        save_whole(kept, checkpoint.with_name(f"average-{step}.pt"))


def parse_settings() -> Settings:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clothing/, grocery/ and drawn/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the pixel cache")
    parser.add_argument("--steps", type=int, default=3400, help="over all resumed runs together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=32, help="pairs of views in a worker's batch")
    parser.add_argument("--workers", type=int, default=2, help="processes of one thread each")
    parser.add_argument("--trial", action="store_true", help="leave some products out, to choose between recipes")
    parser.add_argument("--smoke", action="store_true", help="two steps on some of the photos")
    given = parser.parse_args()
    steps, pairs = (2, 12) if given.smoke else (given.steps, given.pairs)
    return Settings(given.data, given.out, steps, given.seed, pairs, given.workers, given.trial, given.smoke)


def main() -> None:
    settings = parse_settings()
    settings.out.mkdir(parents=True, exist_ok=True)
    # Once, before several would make it at the same time.
    load_pixels(training_photos(settings), settings.out)
    (settings.out / "meeting-point").unlink(missing_ok=True)
    if settings.workers == 1:
        train(0, settings)
    else:
        multiprocessing.spawn(train, (settings,), settings.workers)


if __name__ == "__main__":
    main()
