"""Recall at 1, with ties shared fairly, and recall at a precision."""

import numpy as np


def recall_at_1(queries: np.ndarray, gallery: np.ndarray, query_labels: np.ndarray, gallery_labels: np.ndarray) -> np.ndarray:
    """For each query, whether its most similar gallery row has its label.

    Where several rows are equally similar, as happens with 64-bit hashes, the share of them with the label.

    queries: float32 [Q, D]; gallery: float32 [G, D]; labels: int [Q], [G]. Returns float64 [Q], 0..1.
    """
    return first_hits(queries @ gallery.T, query_labels, gallery_labels)


def leave_one_out_recall_at_1(rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """recall_at_1 of each row among all the others. rows: float32 [N, D]; labels: int [N]. Returns float64 [N]."""
    similarity = rows @ rows.T
    np.fill_diagonal(similarity, -np.inf)
    return first_hits(similarity, labels, labels)


def first_hits(similarity: np.ndarray, query_labels: np.ndarray, gallery_labels: np.ndarray) -> np.ndarray:
    """similarity: float32 [Q, G]. Returns float64 [Q]."""
    best = similarity == similarity.max(axis=1, keepdims=True)
    right = query_labels[:, None] == gallery_labels[None, :]
    return (best & right).sum(1) / best.sum(1)


def recall_at_precision(similarity: np.ndarray, right: np.ndarray, precision: float) -> float:
    """The share of right pairs that are found by the lowest similarity at which so many of those found are right.

    similarity: float32 [Q, G], of every pair; right: int [Q], the one right place in the gallery. 0..1.
    """
    queries = np.arange(len(similarity))
    found = np.sort(similarity[queries, right])[::-1]
    others = similarity.copy()
    others[queries, right] = -np.inf
    above = np.searchsorted(-np.sort(others, axis=None)[::-1], -found, side="right")
    counts = np.arange(1, len(found) + 1)
    enough = counts / (counts + above) >= precision
    return float(counts[enough].max() / len(found)) if enough.any() else 0.0
