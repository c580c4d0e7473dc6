"""Lists the photos of the three data sets, with what is known about each.

python data.py --data DIR --use validation [--trial] [--every 3]    # names clothing and grocery photos, one a line
"""

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from split import (
    VALIDATION_PHOTO_STEP,
    is_held_out_product,
    is_held_out_sender,
    is_trial_product,
    is_validation_sender,
)

# Drawn products are numbered on from here, so that no number means two products.
FIRST_DRAWN_PRODUCT = 1000

Use = Literal["training", "validation", "held-out"]


@dataclass(frozen=True)
class Photo:
    """One picture file.

    path: the file
    part: "clothing", "grocery-train", "grocery-val", "shop" or "drawn"
    product: the grocery class id, 0..80, or the drawn product, from FIRST_DRAWN_PRODUCT; None for clothing
    use: training; validation (to choose between recipes); held-out (to measure the result, never chosen by)
    line: of drawn photos; products of one line differ in colour, flavour or size only. Of clothing the sender
    scene: of drawn photos
    """

    path: Path
    part: str
    product: int | None
    use: Use
    line: str = ""
    scene: str = ""


def list_photos(data: Path, trial: bool = False) -> list[Photo]:
    """Every usable photo under `data`, in an order that depends on the files alone.

    trial: some of the products to train on are kept for validation as well
    """
    photos = clothing_photos(data / "clothing") + grocery_photos(data / "grocery") + shop_pictures(data / "grocery")
    if trial:
        photos = [as_trial(photo) for photo in photos]
    return photos + drawn_photos(data / "drawn", "training") + drawn_photos(data / "drawn-validation", "validation")


def as_trial(photo: Photo) -> Photo:
    is_kept = photo.use == "training" and photo.product is not None and is_trial_product(photo.product)
    return Photo(photo.path, photo.part, photo.product, "validation") if is_kept else photo


def clothing_photos(folder: Path) -> list[Photo]:
    """The photos whose sender is known. The others could come from a held-out sender, so nobody sees them."""
    with open(folder / "labels.csv", newline="") as table:
        rows = list(csv.DictReader(table))
    paths = [(folder / "photos" / f"{row['image']}.jpg", int(row["sender_id"])) for row in rows]
    return [Photo(path, "clothing", None, use_of_sender(sender), str(sender)) for path, sender in paths if path.exists()]


def use_of_sender(sender_id: int) -> Use:
    if is_held_out_sender(sender_id):
        return "held-out"
    return "validation" if is_validation_sender(sender_id) else "training"


def grocery_photos(folder: Path) -> list[Photo]:
    """The natural photos. Only the train part of the products not held out is ever trained on."""
    photos: list[Photo] = []
    for part in ("train", "val"):
        for number, line in enumerate((folder / f"{part}.txt").read_text().splitlines()):
            name, class_id, _ = line.split(", ")
            use: Use = "validation" if number % VALIDATION_PHOTO_STEP == 0 else "training"
            if part == "val" or is_held_out_product(int(class_id)):
                use = "held-out"
            path = (folder / "photos" / name).with_suffix(".jpg")
            photos.append(Photo(path, f"grocery-{part}", int(class_id), use))
    return photos


def shop_pictures(folder: Path) -> list[Photo]:
    """The shop's own picture of each of the 81 products, in the order of their class ids."""
    with open(folder / "classes.csv", newline="") as table:
        rows = sorted(csv.DictReader(table), key=lambda row: int(row["Class ID (int)"]))
    pictures: list[Photo] = []
    for row in rows:
        inside = Path(row["Iconic Image Path (str)"].lstrip("/")).relative_to("iconic-images-and-descriptions")
        class_id = int(row["Class ID (int)"])
        path = (folder / "shop" / inside).with_suffix(".jpg")
        pictures.append(Photo(path, "shop", class_id, "held-out" if is_held_out_product(class_id) else "training"))
    return pictures


def drawn_photos(folder: Path, use: Use) -> list[Photo]:
    """What draw-products.ts drew; none where it did not."""
    if not (folder / "photos.csv").exists():
        return []
    with open(folder / "photos.csv", newline="") as table:
        rows = list(csv.DictReader(table))
    numbers = {product: FIRST_DRAWN_PRODUCT + place for place, product in enumerate(sorted({row["product"] for row in rows}))}
    return [
        Photo(folder / "photos" / row["file"], "drawn", numbers[row["product"]], use, row["line"], row["scene"])
        for row in rows
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds clothing/ and grocery/")
    parser.add_argument("--use", choices=get_args(Use), required=True)
    parser.add_argument("--trial", action="store_true", help="as trial runs use them")
    parser.add_argument("--every", type=int, default=1, help="one in so many")
    given = parser.parse_args()
    natural = ("clothing", "grocery-train", "grocery-val")
    chosen = [photo for photo in list_photos(given.data, given.trial) if photo.use == given.use and photo.part in natural]
    for photo in chosen[:: given.every]:
        print(photo.path.relative_to(given.data))


if __name__ == "__main__":
    main()
