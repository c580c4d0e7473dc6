"""Edits a whole batch at once, the way real listings edit photos, to make training views."""

import torch
from torch import Tensor
from torch.nn import functional

from compression import add_compression_noise


# Photos that stand in a collage of four, the edited one aside.
NEIGHBOURS = 3


def make_views(
    pictures: Tensor, neighbours: Tensor, pages: Tensor, overlays: Tensor, edge_px: int, strength: Tensor
) -> Tensor:
    """One randomly edited view of each picture.

    pictures: uint8 [N, 3, H, W]
    neighbours: uint8 [N, NEIGHBOURS, 3, H, W], other photos, to stand beside the picture in a collage
    pages: uint8 [K, 3, edge_px, edge_px], what stands around the picture in a screenshot
    overlays: uint8 [K, 4, edge_px, edge_px], layers to lay over some views
    strength: float32 [N], 0 (almost as it was) to 1
    Returns float32 [N, 3, edge_px, edge_px], 0..1.
    """
    views = place(pictures.float() / 255, neighbours, pages, edge_px, strength)
    views = shift_colours(views, strength)
    views = lay_over(views, overlays, strength)
    return degrade(views, strength).clamp(0, 1)


def draw_strengths(count: int, most: float) -> tuple[Tensor, Tensor]:
    """Of the first views, mostly mild as the photo that was copied, and of the second, mostly strong as copies are."""
    return most * torch.rand(count) ** 2, most * torch.rand(count) ** 0.6


def uniform(count: int, low: float, high: float) -> Tensor:
    return torch.empty(count).uniform_(low, high)


def happens(count: int, probability: float | Tensor) -> Tensor:
    """float32 [count], 1 with the given probability, at times another for each, and 0 otherwise."""
    return (torch.rand(count) < probability).float()


def scale_and_shift(scale_x: Tensor, scale_y: Tensor, shift_x: Tensor, shift_y: Tensor) -> Tensor:
    """float32 [N, 3, 3] from output to source coordinates, both -1..1."""
    matrix = torch.zeros(len(scale_x), 3, 3)
    matrix[:, 0, 0], matrix[:, 0, 2] = scale_x, shift_x
    matrix[:, 1, 1], matrix[:, 1, 2] = scale_y, shift_y
    matrix[:, 2, 2] = 1
    return matrix


def crop_matrices(strength: Tensor) -> Tensor:
    """Crops of 40% to 100% of each edge, some mirrored, a few turned by up to 20 degrees. float32 [N, 3, 3]."""
    count = len(strength)
    edge = 1 - 0.6 * strength.sqrt() * torch.rand(count)
    stretch = torch.exp(uniform(count, -0.2, 0.2) * strength)
    scale_x, scale_y = (edge * stretch).clamp_max(1), (edge / stretch).clamp_max(1)
    crop = scale_and_shift(
        scale_x, scale_y, (1 - scale_x) * uniform(count, -1, 1), (1 - scale_y) * uniform(count, -1, 1)
    )
    angle = uniform(count, -0.35, 0.35) * strength * happens(count, 0.3)
    turn = torch.eye(3).repeat(count, 1, 1)
    turn[:, 0, 0], turn[:, 0, 1] = torch.cos(angle), -torch.sin(angle)
    turn[:, 1, 0], turn[:, 1, 1] = torch.sin(angle), torch.cos(angle)
    crop[:, :, 0] *= (1 - 2 * happens(count, 0.45 * strength.sqrt()))[:, None]
    return crop @ turn


def frame_matrices(strength: Tensor) -> tuple[Tensor, Tensor]:
    """Where the picture stands on its canvas: filling it, padded, or a part of a collage.

    Returns float32 [N, 3, 3] and int64 [N], how many pictures stand on it: 1, 2 or 4.
    """
    count = len(strength)
    padded = happens(count, 0.2 + 0.25 * strength)
    scale_x = 1 + padded * happens(count, 0.6) * uniform(count, 0, 1)
    scale_y = 1 + padded * happens(count, 0.6) * uniform(count, 0, 1)
    shift_x, shift_y = (scale_x - 1) * uniform(count, -1, 1), (scale_y - 1) * uniform(count, -1, 1)
    is_collage = happens(count, 0.3 * strength) > 0
    # Two pictures beside or above each other, or four; the picture takes 40% to 75% of the edge, of four half of it.
    direction = torch.rand(count)
    beside, above = direction < 0.7, direction > 0.3
    of_four = beside & above
    for scale, shift, chosen in ((scale_x, shift_x, beside), (scale_y, shift_y, above)):
        split = 1 / torch.where(of_four, uniform(count, 0.45, 0.55), uniform(count, 0.4, 0.75))
        side = torch.where(torch.rand(count) < 0.5, 1.0, -1.0)
        takes_part = is_collage & chosen
        shift[:] = torch.where(takes_part, (split - 1) * side, shift)
        scale[:] = torch.where(takes_part, split, scale)
    pictures = torch.where(is_collage, torch.where(of_four, 4, 2), 1)
    return scale_and_shift(scale_x, scale_y, shift_x, shift_y), pictures


def place(pictures: Tensor, neighbours: Tensor, pages: Tensor, edge_px: int, strength: Tensor) -> Tensor:
    """Crops, mirrors, turns, pads and collages. float [N, 3, H, W] to float32 [N, 3, edge_px, edge_px]."""
    count = len(pictures)
    framed, on_canvas = frame_matrices(strength)
    size = [count, 1, edge_px, edge_px]
    canvas = functional.affine_grid(framed[:, :2], size, align_corners=False)
    source = functional.affine_grid((crop_matrices(strength) @ framed)[:, :2], size, align_corners=False)
    views = functional.grid_sample(pictures, source, padding_mode="border", align_corners=False)
    inside = ((canvas.abs() <= 1) & (source.abs() <= 1)).all(-1)[:, None].float()
    return views * inside + fill(pictures, neighbours, pages, on_canvas, edge_px) * (1 - inside)


def fill(pictures: Tensor, neighbours: Tensor, pages: Tensor, on_canvas: Tensor, edge_px: int) -> Tensor:
    """What lies outside the picture: a ground, its own blur, a page, or other photos. float32 [N, 3, edge_px, edge_px]."""
    count = len(pictures)
    kind = torch.rand(count, 1, 1, 1)
    white, black, colour = torch.ones(count, 3, 1, 1), torch.zeros(count, 3, 1, 1), torch.rand(count, 3, 1, 1)
    grounds = torch.where(kind < 0.35, white, torch.where(kind < 0.45, black, colour)).repeat(1, 1, edge_px, edge_px)
    is_page, is_blur = (kind[:, 0, 0, 0] > 0.65) & (kind[:, 0, 0, 0] < 0.9), kind[:, 0, 0, 0] >= 0.9
    grounds[is_page] = pages[torch.randint(len(pages), (int(is_page.sum()),))].float() / 255
    blurred = functional.adaptive_avg_pool2d(pictures[is_blur], 6)
    grounds[is_blur] = functional.interpolate(blurred, edge_px, mode="bilinear")
    is_two, is_four = on_canvas == 2, on_canvas == 4
    grounds[is_two] = functional.interpolate(neighbours[is_two, 0].float() / 255, edge_px, mode="nearest")
    grounds[is_four] = mosaic(neighbours[is_four], edge_px)
    return grounds


def mosaic(neighbours: Tensor, edge_px: int) -> Tensor:
    """Three photos in two rows, the first one twice. uint8 [N, 3, 3, H, W] to float32 [N, 3, edge_px, edge_px]."""
    half_px = edge_px // 2
    cells = functional.interpolate(neighbours.flatten(0, 1).float() / 255, half_px, mode="bilinear", antialias=True)
    first, second, third = cells.unflatten(0, (-1, NEIGHBOURS)).unbind(1)
    return torch.cat([torch.cat([first, second], 3), torch.cat([third, first], 3)], 2)


def shift_colours(views: Tensor, strength: Tensor) -> Tensor:
    """Light, contrast, saturation and a slight cast, no more: other colours are another product. float32 [N, 3, S, S]."""
    count = len(views)
    light = torch.exp(uniform(count, -0.7, 0.7) * strength)
    gain = light[:, None] * torch.exp(0.12 * strength[:, None] * torch.randn(count, 3))
    contrast = 1 + uniform(count, -0.4, 0.4) * strength
    saturation = (1 + uniform(count, -0.5, 0.5) * strength) * (1 - happens(count, 0.02))
    brightness = uniform(count, -0.15, 0.15) * strength
    luma = torch.tensor([0.299, 0.587, 0.114]).expand(3, 3)
    matrix = saturation[:, None, None] * torch.eye(3) + (1 - saturation)[:, None, None] * luma
    matrix = contrast[:, None, None] * matrix @ torch.diag_embed(gain)
    offset = brightness + 0.5 * (1 - contrast)
    flat = torch.baddbmm(offset[:, None, None], matrix, views.flatten(2))
    return flat.view_as(views).clamp(0, 1)


def lay_over(views: Tensor, overlays: Tensor, strength: Tensor) -> Tensor:
    """Lays random layers over up to half of the views, one or two each. float32 [N, 3, S, S]."""
    for probability in (0.1 + 0.5 * strength, 0.35 * strength):
        chosen = torch.nonzero(happens(len(views), probability)).flatten()
        layers = overlays[torch.randint(len(overlays), (len(chosen),))].float() / 255
        colour, alpha = layers[:, :3], layers[:, 3:]
        views[chosen] = torch.lerp(views[chosen], colour, alpha)
    return views


def degrade(views: Tensor, strength: Tensor) -> Tensor:
    """Loses detail in some views: smaller and back, compressed, noisy. float32 [N, 3, S, S]."""
    edge_px = views.shape[-1]
    # The milder, the more stay as they are.
    fate = torch.rand(len(views)) + (1 - strength) * 0.5 * happens(len(views), 0.5)
    small = torch.nonzero(fate < 0.25).flatten()
    small_edge_px = int(edge_px * uniform(1, 0.3, 0.8).item())
    shrunk = functional.interpolate(views[small], small_edge_px, mode="bilinear", antialias=True)
    views[small] = functional.interpolate(shrunk, edge_px, mode="bilinear")
    compressed = torch.nonzero((fate > 0.2) & (fate < 0.45)).flatten()
    views[compressed] = add_compression_noise(views[compressed])
    noisy = torch.nonzero((fate > 0.85) & (fate < 1)).flatten()
    views[noisy] += torch.randn_like(views[noisy]) * uniform(len(noisy), 0, 0.06)[:, None, None, None]
    return views
