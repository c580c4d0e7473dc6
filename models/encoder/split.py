"""What is held out of training: whole products and whole senders, never single photos."""

HELD_OUT_CLASS_REMAINDER = 2  # grocery class ids 2, 5, 8, ..., 80: 27 of the 81 products
HELD_OUT_SENDER_REMAINDER = 3  # clothing sender ids ending in 3: about a tenth of the senders


def is_held_out_product(class_id: int) -> bool:
    """Whether every photo and the shop picture of this grocery product stay out of training."""
    return class_id % 3 == HELD_OUT_CLASS_REMAINDER


def is_held_out_sender(sender_id: int) -> bool:
    """Whether every clothing photo of this sender stays out of training."""
    return sender_id % 10 == HELD_OUT_SENDER_REMAINDER
