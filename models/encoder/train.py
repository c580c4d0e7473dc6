"""Trains the encoder from scratch, or goes on from the checkpoint in --out.

python train.py --data DIR --out DIR --minutes 40 --seed 1
"""

import argparse
import copy
import math
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from augment import make_views
from data import list_photos
from losses import ProductLoss, instance_loss
from network import EMBEDDING_DIMENSION, INPUT_EDGE_PX, EncoderNetwork, random_network
from overlays import draw_overlay_bank
from pixel_cache import CACHE_EDGE_PX, load_pixels, shrink_pixels
from sampling import PairSampler

PRODUCT_COUNT = 81
PRODUCT_WEIGHT = 0.5
PEAK_LEARNING_RATE = 1.5e-3
WARM_UP = 0.04
WEIGHT_DECAY = 0.02
AVERAGE_DECAY = 0.998
CHECKPOINT_EVERY_S = 60.0

# From which fraction of the time on which view edge: most is learnt cheaply on small views.
RESOLUTIONS_PX = ((0.0, 80), (0.5, 112), (0.85, INPUT_EDGE_PX))


@dataclass
class Settings:
    data: Path
    out: Path
    minutes: float
    seed: int
    pairs: int
    smoke: bool


def edge_px_at(progress: float) -> int:
    """View edge for a progress of 0..1."""
    return [edge_px for start, edge_px in RESOLUTIONS_PX if progress >= start][-1]


def learning_rate_at(progress: float) -> float:
    """Linear warm-up, then a half cosine down to zero."""
    if progress < WARM_UP:
        return PEAK_LEARNING_RATE * (progress + 1e-3) / (WARM_UP + 1e-3)
    return PEAK_LEARNING_RATE * 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - WARM_UP) / (1 - WARM_UP))))


def update_average(average: nn.Module, model: nn.Module, step: int) -> None:
    """Moves the exponential average of weights and batch statistics towards the model."""
    decay = min(AVERAGE_DECAY, (1 + step) / (10 + step))
    for kept, current in zip(average.state_dict().values(), model.state_dict().values()):
        if kept.is_floating_point():
            kept.lerp_(current, 1 - decay)


class Trainer:
    """Everything that changes while training, and can be saved and loaded."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.model: EncoderNetwork = random_network(settings.seed)
        self.model.to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.model).eval()
        self.product_loss = ProductLoss(EMBEDDING_DIMENSION, PRODUCT_COUNT)
        parameters = [*self.model.parameters(), *self.product_loss.parameters()]
        self.optimiser = torch.optim.AdamW(parameters, PEAK_LEARNING_RATE, weight_decay=WEIGHT_DECAY)
        self.step = 0
        self.trained_s = 0.0

    def progress(self) -> float:
        return self.trained_s / (self.settings.minutes * 60)

    def save(self, file: Path) -> None:
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "product_loss": self.product_loss.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "trained_s": self.trained_s,
            "seed": self.settings.seed,
            "random_state": torch.get_rng_state(),
        }
        unfinished = file.with_suffix(".part")
        torch.save(state, unfinished)
        unfinished.replace(file)

    def load(self, file: Path) -> None:
        """Continues from a checkpoint."""
        state = torch.load(file)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.product_loss.load_state_dict(state["product_loss"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.trained_s = state["step"], state["trained_s"]
        torch.set_rng_state(state["random_state"])

    def train_step(self, first: Tensor, second: Tensor, photos: Tensor, products: Tensor) -> tuple[float, float]:
        """One update. first, second: float32 [N, 3, S, S]; photos, products: int64 [N]. Returns the two losses."""
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate_at(self.progress())
        views = torch.cat([first, second]).contiguous(memory_format=torch.channels_last)
        embeddings = self.model(views)
        instance = instance_loss(*embeddings.chunk(2), photos, products)
        product = self.product_loss(embeddings, products.repeat(2))
        self.optimiser.zero_grad()
        (instance + PRODUCT_WEIGHT * product).backward()
        self.optimiser.step()
        self.step += 1
        update_average(self.average, self.model, self.step)
        return instance.item(), product.item()


def train(settings: Settings) -> None:
    settings.out.mkdir(parents=True, exist_ok=True)
    checkpoint = settings.out / "checkpoint.pt"
    trainer = Trainer(settings)
    if checkpoint.exists():
        trainer.load(checkpoint)
        print(f"resuming at step {trainer.step}, {trainer.trained_s:.0f} s", flush=True)
    photos = [photo for photo in list_photos(settings.data) if not photo.held_out]
    if settings.smoke:
        photos = photos[::20] + [photo for photo in photos if photo.part == "shop"]
    print(f"{len(photos)} training photos", flush=True)
    pixels = load_pixels(photos, settings.out / "pixels.npy")
    sampler = PairSampler(photos)
    overlay_bank = draw_overlay_bank(512, settings.seed)

    edge_px, shrunk, overlays = 0, pixels, overlay_bank
    last_save = last_time = time.monotonic()
    while trainer.progress() < 1:
        if edge_px != edge_px_at(trainer.progress()):
            edge_px = edge_px_at(trainer.progress())
            shrunk = shrink_pixels(pixels, round(edge_px * CACHE_EDGE_PX / INPUT_EDGE_PX))
            overlays = functional.interpolate(overlay_bank.float(), edge_px, mode="bilinear", antialias=True)
        batch = sampler.draw(settings.pairs)
        neighbours = torch.randint(len(photos), (2, settings.pairs))
        first = make_views(shrunk[batch.first], shrunk[neighbours[0]], overlays, edge_px)
        second = make_views(shrunk[batch.second], shrunk[neighbours[1]], overlays, edge_px)
        instance, product = trainer.train_step(first, second, batch.first, batch.products)

        now = time.monotonic()
        trainer.trained_s += now - last_time
        last_time = now
        if trainer.step % 20 == 0:
            seconds = f"{trainer.trained_s:.0f} s"
            print(f"step {trainer.step} {seconds} edge {edge_px} instance {instance:.3f} product {product:.3f}", flush=True)
        if now - last_save > CHECKPOINT_EVERY_S:
            trainer.save(checkpoint)
            last_save = now
    trainer.save(checkpoint)
    print(f"done: {trainer.step} steps, {trainer.trained_s:.0f} s", flush=True)


def parse_settings() -> Settings:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clothing/ and grocery/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the pixel cache")
    parser.add_argument("--minutes", type=float, default=40.0, help="training time, over all resumed runs together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=64, help="pairs of views in a batch")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--smoke", action="store_true", help="a run of seconds on a twentieth of the photos")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    minutes = 0.2 if arguments.smoke else arguments.minutes
    pairs = 12 if arguments.smoke else arguments.pairs
    return Settings(arguments.data, arguments.out, minutes, arguments.seed, pairs, arguments.smoke)


if __name__ == "__main__":
    train(parse_settings())
