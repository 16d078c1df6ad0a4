"""How wide a text will be, without a font at hand; text made fit for one line."""

import unicodedata

__all__ = ["elide", "one_line", "text_width"]

# Advance widths of the printable ASCII characters in DejaVu Sans, per thousand of the font size.
# Most other sans-serif fonts are narrower, so that text set in them fits as well.
_REGULAR = (
    *(318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337),
    *(636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531),
    *(1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787),
    *(603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500),
    *(500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612),
    *(635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838),
)
_BOLD = (
    *(348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365),
    *(696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580),
    *(1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850),
    *(733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500),
    *(500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687),
    *(716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838),
)
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def text_width(text: str, size_px: float, bold: bool = False) -> float:
    """Return the estimated width in px of *text* set in *size_px*."""
    table = _BOLD if bold else _REGULAR
    total = 0
    for char in text:
        code = ord(char) - 32
        total += table[code] if 0 <= code < 95 else _other_width(char, bold)
    return total * size_px / 1000


def _other_width(char: str, bold: bool) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    if char == _ELLIPSIS or unicodedata.east_asian_width(char) in "WF":
        return 1000
    return 790 if bold else 710


def one_line(text: object) -> str:
    """Return *text* with line breaks and control characters replaced by what can be seen.

    Characters that change the direction of writing beyond the text itself are dropped.
    """
    shown = []
    for char in str(text):
        kind = unicodedata.category(char)
        if char in "\n\r\t\v\f" or kind in ("Zl", "Zp"):
            shown.append(" ")
        elif kind in ("Cc", "Cs", "Co", "Cn"):
            shown.append("\N{REPLACEMENT CHARACTER}")
        elif char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
            shown.append(char)
    return "".join(shown).strip()


def elide(text: object, width_px: float, size_px: float, bold: bool = False) -> str:
    """Return *text* on one line, shortened in the middle until it is *width_px* wide at most.

    The middle goes because names of a kind mostly differ at their ends.
    """
    line = one_line(text[:400] if isinstance(text, str) else text)
    if text_width(line, size_px, bold) <= width_px:
        return line
    low, high = 0, len(line)
    while low < high:  # the most characters that fit
        middle = (low + high + 1) // 2
        if text_width(_without_middle(line, middle), size_px, bold) <= width_px:
            low = middle
        else:
            high = middle - 1
    return _without_middle(line, low)


def _without_middle(line: str, kept: int) -> str:
    tail = kept // 3
    return line[: kept - tail] + _ELLIPSIS + (line[-tail:] if tail else "")
