"""Figures of a small random catalogue, by scikit-learn where it has them and by their formulas in NumPy elsewhere.

Writes evaluation/figures.json and evaluation/ranking.npy, against which electron/engine/evaluate/ and
electron/engine/export/write-npy.ts are tested. Run: python models/reference/evaluation.py
"""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import sklearn
from sklearn.calibration import calibration_curve
from sklearn.metrics import average_precision_score, brier_score_loss, precision_recall_curve
from sklearn.metrics.cluster import pair_confusion_matrix

HERE = Path(__file__).parent / "evaluation"
KS = [1, 3, 10, 1000]


def main() -> None:
    HERE.mkdir(exist_ok=True)
    random = np.random.default_rng(5)
    count = 60
    labels = random.integers(0, 14, count)
    labels[random.random(count) < 0.15] = -1
    groups = np.where(random.random(count) < 0.7, labels, random.integers(0, 18, count))
    groups[random.random(count) < 0.2] = -1

    pairs = [pair for pair in combinations(range(count), 2) if random.random() < 0.35]
    same = np.array([labels[a] == labels[b] and labels[a] >= 0 for a, b in pairs])
    # Rounded to 1/64, exact in single precision, so that some scores are tied.
    scores = np.clip(np.round((random.normal(0.35, 0.2, len(pairs)) + 0.35 * same) * 64) / 64, 0, 1)

    figures = {
        "madeWith": f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}",
        "labels": labels.tolist(),
        "groups": groups.tolist(),
        "pairs": [[a, b, score] for (a, b), score in zip(pairs, scores.tolist())],
        "ks": KS,
        "grouped": clustering(labels, groups),
        "curve": curve(labels, pairs, scores),
        "ranking": ranking(labels, pairs, scores),
        "reliability": reliability(random),
    }
    (HERE / "figures.json").write_text(json.dumps(figures) + "\n")
    np.save(HERE / "ranking.npy", np.array([[7, 3, -1], [2147483647, 0, 5]], dtype=np.int32))


def clustering(labels: np.ndarray, groups: np.ndarray) -> dict:
    known = labels >= 0
    true = labels[known]
    # An item in no group is one of its own.
    found = np.where(groups < 0, 1000 + np.arange(len(groups)), groups)[known]
    (_, false_positive), (false_negative, true_positive) = pair_confusion_matrix(true, found) // 2
    f1, precision, recall = [], [], []
    for item in range(len(true)):
        right = np.sum((true == true[item]) & (found == found[item]))
        named, size = np.sum(found == found[item]), np.sum(true == true[item])
        f1.append(2 * right / (named + size))
        precision.append(right / named)
        recall.append(right / size)
    p, r = float(np.mean(precision)), float(np.mean(recall))
    return {
        "truePairs": int(true_positive + false_negative),
        "foundPairs": int(true_positive + false_positive),
        "correctPairs": int(true_positive),
        "meanRowF1": float(np.mean(f1)),
        "bCubed": {"precision": p, "recall": r, "f1": 2 * p * r / (p + r)},
    }


def curve(labels: np.ndarray, pairs: list, scores: np.ndarray) -> dict:
    scored = dict(zip(pairs, scores))
    judged = [(a, b) for a, b in combinations(range(len(labels)), 2) if labels[a] >= 0 and labels[b] >= 0]
    true = np.array([labels[a] == labels[b] for a, b in judged])
    # A pair that was never scored comes after all that were.
    values = np.array([scored.get(pair, -1.0) for pair in judged])
    precision, recall, thresholds = precision_recall_curve(true, values)
    points = [
        {"threshold": float(t), "precision": float(p), "recall": float(r)}
        for p, r, t in zip(precision, recall, thresholds)
        if t >= 0
    ]
    points.reverse()
    steps = np.diff([0.0] + [point["recall"] for point in points])
    area = float(sum(step * point["precision"] for step, point in zip(steps, points)))
    return {"truePairs": int(true.sum()), "points": points, "averagePrecision": area}


def ranking(labels: np.ndarray, pairs: list, scores: np.ndarray) -> dict:
    count = len(labels)
    matrix = np.full((count, count), -np.inf)
    for (a, b), score in zip(pairs, scores):
        matrix[a, b] = matrix[b, a] = score
    recalls, precisions = {k: [] for k in KS}, {k: [] for k in KS}
    for item in range(count):
        relevant = np.sum(labels == labels[item]) - 1
        if labels[item] < 0 or relevant == 0:
            continue
        order = [
            other
            for other in np.lexsort((np.arange(count), -matrix[item]))
            if np.isfinite(matrix[item, other]) and labels[other] >= 0
        ]
        rel = np.array([labels[other] == labels[item] for other in order], dtype=float)
        p_at = np.cumsum(rel) / np.arange(1, len(rel) + 1)
        for k in KS:
            recalls[k].append(rel[:k].sum() / relevant)
            precisions[k].append((p_at[:k] * rel[:k]).sum() / relevant)
    # Where everything is ranked and nothing tied, AP is scikit-learn's.
    rel = np.random.default_rng(7).random(40) < 0.3
    return {
        "recallAt": [float(np.mean(recalls[k])) for k in KS],
        "meanAveragePrecisionAt": [float(np.mean(precisions[k])) for k in KS],
        "whole": {
            "relevant": rel.tolist(),
            "averagePrecision": float(average_precision_score(rel, -np.arange(40))),
        },
    }


def reliability(random: np.random.Generator) -> dict:
    scores = random.random(500)
    same = random.random(500) < scores**1.5
    share, mean = calibration_curve(same, scores, n_bins=10)
    counts = np.histogram(scores, bins=10, range=(0, 1))[0]
    return {
        "scores": scores.tolist(),
        "same": same.tolist(),
        "shareSame": share.tolist(),
        "meanScore": mean.tolist(),
        "expectedCalibrationError": float(np.sum(counts / 500 * np.abs(share - mean))),
        "brierScore": float(brier_score_loss(same, scores)),
    }


if __name__ == "__main__":
    main()
