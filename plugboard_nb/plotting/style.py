"""Colours of all drawings: quiet greys, one accent, Okabe-Ito for data.

Text has a contrast of at least 4.5 to 1 against its ground, lines and shapes 3 to 1 or more.
"""

__all__ = [
    "BORDER",
    "CHANGED",
    "CHANGED_BORDER",
    "EVENT",
    "FEEDBACK",
    "FONTS",
    "GRID_LINE",
    "INK",
    "MUTED",
    "PALETTE",
    "PAPER",
    "PLATE",
    "STATUS",
    "WIRE",
]

INK = "#1f2933"  #: text
MUTED = "#57606f"  #: text of second rank
PAPER = "#ffffff"  #: ground
PLATE = "#ffffff"  #: boxes and pills
BORDER = "#cfd6de"
GRID_LINE = "#e6e9ed"
WIRE = "#5b6472"
FEEDBACK = "#6f42a1"
EVENT = "#a04a00"
CHANGED = "#fff3c9"  #: pill of a value that changed in this tick
CHANGED_BORDER = "#d9ad33"

#: Status → colour and symbol; the symbol tells it without the colour as well.
STATUS = {
    "created": ("#57606f", "ring"),
    "init": ("#0072b2", "ring"),
    "running": ("#0072b2", "triangle"),
    "waiting": ("#0a7d5a", "disc"),
    "completed": ("#0a7d5a", "check"),
    "failed": ("#c62f0b", "cross"),
    "stopped": ("#a04a00", "square"),
}

#: Okabe & Ito's colours in the order in which series take them; yellow is too pale for a line.
PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#1f2933")

FONTS = ("DejaVu Sans", "Verdana", "Noto Sans", "Segoe UI", "Helvetica", "Arial")
