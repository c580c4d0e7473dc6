"""Pictures a second through the shipped graph on one core.

python speed.py [--batch 8]
"""

import argparse
import statistics
import time
from pathlib import Path

import numpy as np
import onnxruntime

from describers import shipped_graph
from network import INPUT_EDGE_PX

ROUNDS = 15
CALLS_A_ROUND = 10


def pictures_per_second(file: Path, batch: int) -> list[float]:
    """One figure a round, from raw pixels to embeddings (decoding and resizing are not counted)."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    pixels = np.random.default_rng(0).integers(0, 256, (batch, INPUT_EDGE_PX, INPUT_EDGE_PX, 3), np.uint8)
    session.run(None, {"pixels": pixels})
    figures = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(CALLS_A_ROUND):
            session.run(None, {"pixels": pixels})
        figures.append(CALLS_A_ROUND * batch / (time.perf_counter() - start))
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch", type=int, default=8)
    arguments = parser.parse_args()
    figures = pictures_per_second(shipped_graph(), arguments.batch)
    print(f"median {statistics.median(figures):.0f}, best {max(figures):.0f} pictures a second on one core")


if __name__ == "__main__":
    main()
