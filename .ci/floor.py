"""Fails if the score on standard input falls below the level that was reached."""

import re
import sys

FLOORS = {
    "precision": 1.0,
    "recall": 1.0,
    "paragraph": 1.0,
    "polarity": 1.0,
    "kind": 0.9444,
    "subject": 0.8788,
    "row": 0.7863,
}

text = sys.stdin.read()
every = next(line for line in text.splitlines() if line.startswith("all "))
reached = {name: float(value) for name, value in re.findall(r"([a-z]+) +([01]\.\d+)", text.split("\nall ")[0] + every)}
below = [f"{name} {reached[name]} is below {floor}" for name, floor in FLOORS.items() if reached[name] < floor]
print("\n".join(below) or "no figure is below the level reached")
sys.exit(bool(below))
