"""Measures an encoder on photos it was not trained on, beside pHash and the same network with random weights.

python evaluate.py --data DIR --onnx graph.onnx
python evaluate.py --data DIR --checkpoint DIR/checkpoint.pt --split validation --trial --copies DIR/copies
"""

import argparse
import json
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from PIL import Image

from data import Photo, list_photos
from describers import Describer, load_network, network_describer, onnx_describer, phash_describer, random_describer
from drawn_copies import DrawnCopy, list_copies, measure_drawn_copies
from edits import EDITS
from preprocess import open_rgb
from recall import leave_one_out_recall_at_1, recall_at_1
from split import is_held_out_product

Figures = dict[str, float]


def measure_copies(describe: Describer, originals: list[Image.Image], query_count: int, seed: int) -> Figures:
    """Recall at 1 of the original among all originals, for copies of `query_count` of them, by kind of edit."""
    gallery = describe(originals)
    positions = np.arange(len(originals))
    chosen = np.sort(np.random.default_rng(seed).permutation(len(originals))[:query_count])
    figures: Figures = {}
    for name, edit in EDITS.items():
        chance = random.Random(f"{seed} {name}")
        copies = [edit(originals[index], chance, originals[index - 1]) for index in chosen]
        figures[name] = float(recall_at_1(describe(copies), gallery, chosen, positions).mean())
    figures["mean"] = float(np.mean([figures[name] for name in EDITS]))
    return figures


def measure_products(describe: Describer, natural: list[Photo], shop: list[Photo]) -> Figures:
    """Of grocery photos: another photo of the product among the others, and the product's picture among the shop's."""
    labels, shop_labels = (np.array([photo.product for photo in group]) for group in (natural, shop))
    rows, shop_rows = (describe([open_rgb(photo.path) for photo in group]) for group in (natural, shop))
    unseen = np.array([is_held_out_product(int(label)) for label in labels])
    has_other = np.array([(labels == label).sum() > 1 for label in labels])
    other_photo = leave_one_out_recall_at_1(rows, labels)
    to_shop = recall_at_1(rows, shop_rows, labels, shop_labels)
    return {
        "other photo, unseen products": mean(other_photo[unseen & has_other]),
        "other photo, seen products": mean(other_photo[~unseen & has_other]),
        "shop picture, unseen products": mean(to_shop[unseen]),
        "shop picture, seen products": mean(to_shop[~unseen]),
    }


def mean(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else float("nan")


def measure_look_alikes(describe: Describer, photos: Sequence[Photo]) -> Figures:
    """Of drawn products from the front in two scenes: how often the same one is more alike than another of its line."""
    fronts = [photo for photo in photos if photo.scene.startswith("front")]
    if not fronts:
        return {"same over look-alike (AUROC)": float("nan")}
    rows = describe([open_rgb(photo.path) for photo in fronts])
    by_line: dict[str, list[int]] = {}
    for place, photo in enumerate(fronts):
        by_line.setdefault(photo.line, []).append(place)
    same: list[float] = []
    other: list[float] = []
    for places in by_line.values():
        for one, two in combinations(places, 2):
            if fronts[one].scene != fronts[two].scene:
                group = same if fronts[one].product == fronts[two].product else other
                group.append(float(rows[one] @ rows[two]))
    wins = np.searchsorted(np.sort(other), same) / len(other)
    return {"same over look-alike (AUROC)": float(np.mean(wins))}


def evaluate(
    describers: dict[str, Describer], photos: list[Photo], copies: list[DrawnCopy], split: str, query_count: int, seed: int
) -> dict[str, dict[str, Figures]]:
    """The figures of each describer, on the photos of a split. copies: of validation photos, drawn before; or none."""
    used = [photo for photo in photos if photo.use == split]
    part = "grocery-val" if split == "held-out" else "grocery-train"
    natural = [photo for photo in used if photo.part == part]
    shop = [photo for photo in photos if photo.part == "shop" and (split == "held-out" or photo.use == "training")]
    # Of the products seen, other photos were trained on, so that finding a copy among them would say less.
    copied = [
        photo
        for photo in used
        if photo.part in ("clothing", "grocery-train", "grocery-val")
        and (split == "validation" or photo.product is None or is_held_out_product(photo.product))
    ]
    originals = [open_rgb(photo.path) for photo in copied]
    print(f"{len(originals)} originals, {query_count} of them edited in {len(EDITS)} ways", flush=True)
    drawn = [photo for photo in photos if photo.part == "drawn" and photo.use == "validation"]
    results: dict[str, dict[str, Figures]] = {}
    for name, describe in describers.items():
        results[name] = {
            "copies": measure_copies(describe, originals, query_count, seed),
            "products": measure_products(describe, natural, shop),
            "drawn": measure_look_alikes(describe, drawn),
        }
        if copies:
            paths = [photo.path for photo in copied]
            results[name]["listing copies"] = measure_drawn_copies(describe, originals, paths, copies)
    return results


def as_table(results: dict[str, dict[str, Figures]]) -> str:
    """The figures as a Markdown table, in percent."""
    names = list(results)
    lines = ["| recall@1, % | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for group, figures in results[names[0]].items():
        for figure in figures:
            cells = " | ".join(f"{100 * results[name][group][figure]:.1f}" for name in names)
            lines.append(f"| {group}: {figure} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clothing/ and grocery/")
    subject = parser.add_mutually_exclusive_group(required=True)
    subject.add_argument("--checkpoint", type=Path)
    subject.add_argument("--onnx", type=Path)
    parser.add_argument("--split", choices=["held-out", "validation"], default="held-out")
    parser.add_argument("--trial", action="store_true", help="the run was a trial")
    parser.add_argument("--copies", type=Path, help="folder that draw-copies.ts made of validation photos")
    parser.add_argument("--only", action="store_true", help="the encoder alone, beside nothing")
    parser.add_argument("--queries", type=int, default=600, help="photos to edit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--smoke", action="store_true", help="edit 5 photos only")
    given = parser.parse_args()
    describers = {"encoder": onnx_describer(given.onnx) if given.onnx else network_describer(load_network(given.checkpoint))}
    if not given.only:
        describers |= {"pHash": phash_describer(), "random weights": random_describer(given.seed)}
    photos = list_photos(given.data, given.trial)
    copies = list_copies(given.copies, given.data) if given.copies else []
    results = evaluate(describers, photos, copies, given.split, 5 if given.smoke else given.queries, given.seed)
    print(as_table(results))
    if given.json:
        given.json.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
