"""Measures an encoder on the held-out photos, beside pHash and the same network with random weights.

python evaluate.py --data DIR --onnx encoder.onnx
python evaluate.py --data DIR --checkpoint DIR/checkpoint.pt
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
from PIL import Image

from data import Photo, list_photos
from describers import Describer, load_network, network_describer, onnx_describer, phash_describer, random_describer
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


def measure_products(describe: Describer, photos: list[Photo]) -> Figures:
    """Grocery photos of the val part: another photo of the product, and the product's shop picture."""
    natural = [photo for photo in photos if photo.part == "grocery-val"]
    shop = [photo for photo in photos if photo.part == "shop"]
    labels, shop_labels = (np.array([photo.class_id for photo in group]) for group in (natural, shop))
    rows, shop_rows = (describe([open_rgb(photo.path) for photo in group]) for group in (natural, shop))
    unseen = np.array([is_held_out_product(int(label)) for label in labels])
    other_photo = leave_one_out_recall_at_1(rows, labels)
    to_shop = recall_at_1(rows, shop_rows, labels, shop_labels)
    return {
        "other photo, unseen products": float(other_photo[unseen].mean()),
        "other photo, seen products": float(other_photo[~unseen].mean()),
        "shop picture, unseen products": float(to_shop[unseen].mean()),
        "shop picture, seen products": float(to_shop[~unseen].mean()),
    }


def evaluate(describers: dict[str, Describer], data: Path, query_count: int, seed: int) -> dict[str, dict[str, Figures]]:
    """The figures of each describer. The originals are held-out clothing senders' and products' natural photos."""
    photos = list_photos(data)
    originals = [
        open_rgb(photo.path)
        for photo in photos
        if photo.held_out and (photo.class_id is None or is_held_out_product(photo.class_id)) and photo.part != "shop"
    ]
    print(f"{len(originals)} held-out originals, {query_count} of them edited in {len(EDITS)} ways", flush=True)
    results: dict[str, dict[str, Figures]] = {}
    for name, describe in describers.items():
        copies = measure_copies(describe, originals, query_count, seed)
        results[name] = {"copies": copies, "products": measure_products(describe, photos)}
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
    parser.add_argument("--queries", type=int, default=600, help="held-out photos to edit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--smoke", action="store_true", help="edit 20 photos only")
    arguments = parser.parse_args()
    describe = onnx_describer(arguments.onnx) if arguments.onnx else network_describer(load_network(arguments.checkpoint))
    describers = {"encoder": describe, "pHash": phash_describer(), "random weights": random_describer(arguments.seed)}
    results = evaluate(describers, arguments.data, 20 if arguments.smoke else arguments.queries, arguments.seed)
    print(as_table(results))
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
