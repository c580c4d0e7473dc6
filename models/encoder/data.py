"""Lists the photos of the two data sets, with what is known about each."""

import csv
from dataclasses import dataclass
from pathlib import Path

from split import is_held_out_product, is_held_out_sender

@dataclass(frozen=True)
class Photo:
    """One picture file.

    path: the file
    part: "clothing", "grocery-train", "grocery-val" or "shop"
    class_id: the grocery product, 0..80; None for clothing
    held_out: never seen in training
    """

    path: Path
    part: str
    class_id: int | None
    held_out: bool


def list_photos(data: Path) -> list[Photo]:
    """Every usable photo under `data`, in an order that depends on the files alone."""
    return clothing_photos(data / "clothing") + grocery_photos(data / "grocery") + shop_pictures(data / "grocery")


def clothing_photos(folder: Path) -> list[Photo]:
    """The photos whose sender is known. The others could come from a held-out sender, so nobody sees them."""
    with open(folder / "labels.csv", newline="") as table:
        rows = list(csv.DictReader(table))
    paths = [(folder / "photos" / f"{row['image']}.jpg", int(row["sender_id"])) for row in rows]
    return [Photo(path, "clothing", None, is_held_out_sender(sender)) for path, sender in paths if path.exists()]


def grocery_photos(folder: Path) -> list[Photo]:
    """The natural photos. Only the train part of the products not held out is ever trained on."""
    photos: list[Photo] = []
    for part in ("train", "val"):
        for line in (folder / f"{part}.txt").read_text().splitlines():
            name, class_id, _ = line.split(", ")
            held_out = part == "val" or is_held_out_product(int(class_id))
            path = (folder / "photos" / name).with_suffix(".jpg")
            photos.append(Photo(path, f"grocery-{part}", int(class_id), held_out))
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
        pictures.append(Photo(path, "shop", class_id, is_held_out_product(class_id)))
    return pictures


def class_names(data: Path) -> dict[int, str]:
    """Grocery class id to product name."""
    with open(data / "grocery" / "classes.csv", newline="") as table:
        return {int(row["Class ID (int)"]): row["Class Name (str)"] for row in csv.DictReader(table)}
