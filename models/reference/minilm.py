"""What sentence-transformers makes of titles with a model of its own folder layout, such as all-MiniLM-L6-v2.

bench/title-model.ts runs this on real titles and compares. Nothing of it is committed.

Run: PYTHONPATH=models/reference python models/reference/minilm.py MODEL_FOLDER TITLES.json OUTPUT.safetensors
"""

import json
import sys
import time
from pathlib import Path

import torch
import torchvision_shim  # noqa: F401  must come before transformers
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer


def main():
    folder, titles_file, output_file = sys.argv[1:]
    titles = json.loads(Path(titles_file).read_text(encoding="utf-8"))
    torch.set_num_threads(1)
    model = SentenceTransformer(folder, device="cpu")
    start = time.perf_counter()
    embeddings = model.encode(titles, batch_size=8, convert_to_tensor=True, normalize_embeddings=True)
    seconds = torch.tensor([time.perf_counter() - start])
    rows = model.tokenizer(titles, truncation=True, max_length=model.max_seq_length)["input_ids"]
    ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.int64)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = torch.tensor(row)
    lengths = torch.tensor([len(row) for row in rows])
    results = {"embeddings": embeddings.float().contiguous(), "ids": ids, "lengths": lengths, "seconds": seconds}
    save_file(results, output_file)


main()
