"""Fails if the score on standard input falls below the level that was reached.

usage: floor.py alone|base     how the text was read: by itself, or with the earlier draft as a help
"""

import re
import sys

FLOORS = {
    "alone": {
        "precision": 1.0,
        "recall": 1.0,
        "paragraph": 1.0,
        "polarity": 1.0,
        "kind": 0.944,
        "subject": 0.882,
        "row": 0.800,
    },
    "base": {
        "precision": 1.0,
        "recall": 1.0,
        "paragraph": 1.0,
        "polarity": 1.0,
        "kind": 0.990,
        "subject": 0.968,
        "row": 0.945,
    },
}

floors = FLOORS[sys.argv[1]]
text = sys.stdin.read()
every = next(line for line in text.splitlines() if line.startswith("all "))
figures = text.split("\nall ")[0] + every
reached = {name: float(value) for name, value in re.findall(r"([a-z]+) +([01]\.\d+)", figures)}
below = [f"{name} {reached[name]} is below {least}" for name, least in floors.items() if reached[name] < least]
print("\n".join(below) or "no figure is below the level reached")
sys.exit(bool(below))
