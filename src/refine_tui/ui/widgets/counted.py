"""A number with its noun."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 item``, ``2 items``; *many* is the plural where it is not *one* and an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"
