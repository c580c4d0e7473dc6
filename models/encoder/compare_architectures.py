"""Trains networks of several architectures for the same processor time, and says what each has learnt and how long it takes.

python compare_architectures.py --data DIR --out DIR --copies DIR/copies --seconds 300 --networks ours convnext_atto

All are trained by the first round's recipe, shortened, on one core. Networks but our own are timm's, which has to be installed.
"""

import argparse
import json
import statistics
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from data import Photo, list_photos
from describers import network_describer
from drawn_copies import STRENGTHS, list_copies, measure_drawn_copies
from gallery import Gallery
from network import INPUT_EDGE_PX, EncoderNetwork
from pixel_cache import load_pixels, with_composites
from preprocess import open_rgb
from sampling import PairSampler
from schedule import ROUNDS, Moment
from trainer import Trainer
from views import ViewMaker
from whiten import whiten

OURS = "ours"
PAIRS = 32
# Of the budget, which is of time: the schedule goes by steps.
TICKS = 1000
WHITENED_STEP = 8
TIMED_BATCH = 8
TIMED_CALLS = 40
CORES = 2


class TimmBackbone(nn.Module):
    """A network of timm without its classifier. Patches of a transformer are averaged like the cells of a map."""

    def __init__(self, name: str) -> None:
        super().__init__()
        import timm

        sized = {"dynamic_img_size": True} if name.startswith("vit") else {}
        self.inner = timm.create_model(name, num_classes=0, **sized)
        self.width = self.inner.num_features

    def maps(self, pictures: Tensor) -> list[Tensor]:
        features = self.inner.forward_features(pictures)
        return [features if features.ndim == 4 else features.transpose(1, 2)[..., None]]

    def forward(self, pictures: Tensor) -> Tensor:
        return self.maps(pictures)[-1].mean((2, 3))

    def merge(self) -> None:
        """Branches that are one convolution after training, as RepVGG's, become one."""
        from timm.utils.model import reparameterize_model

        self.inner = reparameterize_model(self.inner)


def train_for(network: EncoderNetwork, photos: list[Photo], folder: Path, seed: int, seconds: float) -> tuple[EncoderNetwork, int]:
    """The averaged network after so many seconds of one core, and the steps it took."""
    torch.manual_seed(seed)
    trainer = Trainer(network, Gallery(photos), seed, workers=1)
    sampler, maker = PairSampler(photos), ViewMaker(load_pixels(photos, folder), seed)
    first = ROUNDS[0]
    maker.set_edge(first.resolutions_px[0][1])
    started = time.process_time()
    while (spent := time.process_time() - started) < seconds:
        # Never 0 again, which begins a round.
        moment = Moment(first, max(min(trainer.step, 1), int(TICKS * spent / seconds)), TICKS)
        maker.set_edge(moment.edge_px)
        batch = sampler.draw(PAIRS, first.grocery_share, first.product_share)
        trainer.train_step(*maker.make(batch, moment.strongest), batch, moment)
    return trainer.average, trainer.step


def milliseconds(network: EncoderNetwork, file: Path) -> float:
    """A picture's, through onnxruntime on two cores: median of batches of 8."""
    if isinstance(network.backbone, TimmBackbone):
        network.backbone.merge()
    pictures = torch.rand(TIMED_BATCH, 3, INPUT_EDGE_PX, INPUT_EDGE_PX)
    torch.onnx.export(network.eval(), (pictures,), file, dynamo=True, verbose=False, external_data=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = CORES
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    feed = {session.get_inputs()[0].name: pictures.numpy()}
    times = []
    for _ in range(TIMED_CALLS):
        start = time.perf_counter()
        session.run(None, feed)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times) / TIMED_BATCH


def measure(name: str, seed: int, given: argparse.Namespace) -> dict[str, float | int | str]:
    torch.manual_seed(seed)
    network = EncoderNetwork(None if name == OURS else TimmBackbone(name))
    everything = list_photos(given.data, trial=True)
    training = [photo for photo in everything if photo.use == "training"]
    trained, steps = train_for(network, with_composites(training), given.out, seed, given.seconds)
    natural = [photo for photo in training if photo.part in ("clothing", "grocery-train")]
    whiten(trained, natural[::WHITENED_STEP])
    gallery = [photo for photo in everything if photo.use == "validation" and photo.part in ("clothing", "grocery-train")]
    found = measure_drawn_copies(
        network_describer(trained),
        [open_rgb(photo.path) for photo in gallery],
        [photo.path for photo in gallery],
        list_copies(given.copies, given.data),
    )
    return {
        "network": name,
        "seed": seed,
        "million weights": round(sum(weights.numel() for weights in trained.parameters()) / 1e6, 2),
        "steps": steps,
        **{strength: round(100 * found[strength], 1) for strength in STRENGTHS},
        "mean": round(100 * float(np.mean([found[strength] for strength in STRENGTHS])), 1),
        "ms": round(milliseconds(trained, given.out / f"{name}-{seed}.onnx"), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clothing/, grocery/ and drawn/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pixel cache, graphs and results.jsonl")
    parser.add_argument("--copies", type=Path, required=True, help="folder that draw-copies.ts made of validation photos")
    parser.add_argument("--seconds", type=float, default=300, help="of one core, for each network")
    parser.add_argument("--networks", nargs="+", default=[OURS], help=f"{OURS}, or names of timm's")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    for name in given.networks:
        for seed in given.seeds:
            result = json.dumps(measure(name, seed, given))
            print(result, flush=True)
            with open(given.out / "results.jsonl", "a") as results:
                results.write(f"{result}\n")


if __name__ == "__main__":
    main()
