"""What is held out of training: whole products and whole senders, never single photos."""

HELD_OUT_CLASS_REMAINDER = 2  # grocery class ids 2, 5, 8, ..., 80: 27 of the 81 products
HELD_OUT_SENDER_REMAINDER = 3  # clothing sender ids ending in 3: about a tenth of the senders

# To choose between recipes without a look at what is held out. Clothing senders stay out of every run, products of
# trial runs only, and of the other products one photo in VALIDATION_PHOTO_STEP.
VALIDATION_SENDER_REMAINDER = 7
VALIDATION_PHOTO_STEP = 12
TRIAL_CLASS_STEP = 9
TRIAL_CLASS_REMAINDER = 4  # grocery class ids 4, 13, 22, ..., 76: 9 of the 54 products


def is_held_out_product(class_id: int) -> bool:
    """Whether every photo and the shop picture of this grocery product stay out of training."""
    return class_id % 3 == HELD_OUT_CLASS_REMAINDER


def is_held_out_sender(sender_id: int) -> bool:
    """Whether every clothing photo of this sender stays out of training."""
    return sender_id % 10 == HELD_OUT_SENDER_REMAINDER


def is_validation_sender(sender_id: int) -> bool:
    """Whether this sender's clothing photos are kept to choose between recipes."""
    return sender_id % 10 == VALIDATION_SENDER_REMAINDER


def is_trial_product(class_id: int) -> bool:
    """Whether trial runs leave this product out, to see how a recipe does on products that are new to it."""
    return class_id % TRIAL_CLASS_STEP == TRIAL_CLASS_REMAINDER
