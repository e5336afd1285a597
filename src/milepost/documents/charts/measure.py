"""How wide a text will be, without a font at hand: the advance widths of Inter, in thousandths of an em, with a margin for other fonts.

System fonts differ; the margins are those of the widest common one, so a label that fits here fits on the reader's screen.
"""

from unicodedata import combining, east_asian_width

_ASCII = (
    "281 278 403 631 638 812 639 222 362 362 500 659 280 460 276 357 625 464 605 636 642 608 624 571 616 624 276 280 659 659 659 507 "
    "936 676 651 727 719 598 587 743 740 264 543 652 562 889 753 761 635 761 639 638 642 741 676 949 642 665 625 362 357 362 469 452 "
    "497 564 621 558 621 582 361 609 591 237 237 544 237 869 585 597 609 609 372 523 364 581 557 812 540 557 541 362 327 362 659"
)
_WIDTHS = {chr(code): int(width) for code, width in enumerate(_ASCII.split(), start=32)}
_DIGIT = 642  # tabular figures are all as wide as the widest
_MARGIN = 1.08  # DejaVu Sans, the widest that a reader is likely to have
_STRONG = 1.15


def text_width(text: str, *, size: float, strong: bool = False) -> float:
    """The width in pixels of one line of text at a font size in pixels; full-width characters count a whole em and a little more."""
    total = 0
    for character in text:
        if character.isdigit() and character.isascii():
            total += _DIGIT
        elif character in _WIDTHS:
            total += _WIDTHS[character]
        elif combining(character):
            continue
        else:
            total += 1050 if east_asian_width(character) in "WF" else 720
    return total / 1000 * size * _MARGIN * (_STRONG if strong else 1.0)


def fitted(text: str, *, size: float, width: float, strong: bool = False) -> str:
    """The text, or as much of its beginning as fits with an ellipsis; "" where not even one character and the ellipsis fit."""
    text = text[:400]
    if text_width(text, size=size, strong=strong) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", size=size, strong=strong) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low else ""
