"""Trains the encoder from scratch, or goes on from the checkpoint in --out.

python train.py --data DIR --out DIR --seed 1

Each of --workers processes computes on a batch of its own, on one core; their gradients are averaged. The schedule goes
by steps: with fewer than schedule.py has, both rounds are shorter in proportion.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as distributed
import torch.multiprocessing as multiprocessing

from data import Photo, list_photos
from gallery import Gallery
from network import random_network
from pixel_cache import load_pixels, with_composites
from sampling import PairSampler
from schedule import ALL_STEPS, moment_at, round_ends
from trainer import Trainer, save_whole
from views import ViewMaker

SMOKE_PHOTOS = 300
CHECKPOINT_EVERY = 25
KEEP_EVERY = 500
GALLERY_EVERY = 150


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
    gallery = Gallery(photos)
    trainer = Trainer(random_network(settings.seed), gallery, settings.seed, settings.workers)
    checkpoint = settings.out / "checkpoint.pt"
    if checkpoint.exists():
        trainer.load(checkpoint)
    if worker == 0:
        print(f"{len(photos)} training photos, {len(trainer.known_products)} products, from step {trainer.step}", flush=True)
    # Another batch for each worker, and after each start.
    torch.manual_seed(hash((settings.seed, trainer.step, worker)))
    sampler, maker = PairSampler(photos), ViewMaker(pixels, settings.seed)
    started, processor_s_before = time.process_time(), trainer.processor_s
    while trainer.step < settings.steps:
        moment = moment_at(trainer.step, settings.steps)
        maker.set_edge(moment.edge_px)
        if moment.round.has_gallery and (gallery.is_empty or moment.step % GALLERY_EVERY == 0):
            gallery.embed_anew(trainer.average, maker.source, maker.edge_px, settings.workers)
        batch = sampler.draw(settings.pairs, moment.round.grocery_share, moment.round.product_share)
        losses = trainer.train_step(*maker.make(batch, moment.strongest), batch, moment)
        trainer.processor_s = processor_s_before + settings.workers * (time.process_time() - started)
        if worker == 0:
            report(trainer, losses, settings.steps, maker.edge_px, checkpoint)


def report(trainer: Trainer, losses: dict[str, float], steps: int, edge_px: int, checkpoint: Path) -> None:
    step = trainer.step
    is_last = step == steps
    if step % 10 == 0 or is_last:
        told = " ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
        print(f"step {step} {trainer.processor_s:.0f} processor-s edge {edge_px} {told}", flush=True)
    if step % CHECKPOINT_EVERY == 0 or is_last:
        trainer.save(checkpoint)
    if step % KEEP_EVERY == 0 or step in round_ends(steps):
        kept = {"average": trainer.average.state_dict(), "step": step, "processor_s": trainer.processor_s}
        save_whole(kept, checkpoint.with_name(f"average-{step}.pt"))


def parse_settings() -> Settings:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clothing/, grocery/ and drawn/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the pixel cache")
    parser.add_argument("--steps", type=int, default=ALL_STEPS, help="over both rounds and all resumed runs together")
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
