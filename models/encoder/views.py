"""Makes the edited views of a batch."""

import torch
from torch import Tensor
from torch.nn import functional

from augment import NEIGHBOURS, draw_strengths, make_views
from overlays import draw_overlay_bank, draw_page_bank
from pixel_cache import CACHE_EDGE_PX, shrink_pixels
from sampling import PairBatch

SOURCE_TO_VIEW = 1.5
OVERLAYS = 512
PAGES = 128


class ViewMaker:
    """pixels: uint8 [P, 3, CACHE_EDGE_PX, CACHE_EDGE_PX], of all training photos"""

    def __init__(self, pixels: Tensor, seed: int) -> None:
        self.pixels = pixels
        self.overlay_bank = draw_overlay_bank(OVERLAYS, seed)
        self.page_bank = draw_page_bank(PAGES, seed)
        self.edge_px = 0

    def set_edge(self, edge_px: int) -> None:
        if edge_px == self.edge_px:
            return
        self.edge_px = edge_px
        self.source = shrink_pixels(self.pixels, min(CACHE_EDGE_PX, round(edge_px * SOURCE_TO_VIEW)))
        self.overlays, self.pages = (
            functional.interpolate(bank.float(), edge_px, mode="bilinear", antialias=True)
            for bank in (self.overlay_bank, self.page_bank)
        )

    def make(self, batch: PairBatch, strongest: float) -> tuple[Tensor, Tensor]:
        """First views, then second ones. strongest: of the edits, 0..1

        Returns float32 [2 N, 3, edge_px, edge_px], and int64 [2 N, NEIGHBOURS], photos that collages may show as well.
        """
        places = torch.cat([batch.first, batch.second])
        strength = torch.cat(draw_strengths(len(batch.first), strongest))
        neighbours = torch.randint(len(self.source), (len(places), NEIGHBOURS))
        pictures, beside = self.source[places], self.source[neighbours]
        return make_views(pictures, beside, self.pages, self.overlays, self.edge_px, strength), neighbours
