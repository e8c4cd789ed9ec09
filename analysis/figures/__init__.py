"""One function a figure: tidy table in, figure out. A figure's module is imported when it is first asked for."""

from importlib import import_module
from typing import Any

_HOMES = {
    "accuracy": "rates",
    "coverage": "corpus",
    "dispositions": "corpus",
    "growth_targets": "goals",
    "keyness": "words",
    "lead_units": "corpus",
    "likeness": "sharing",
    "measures": "goals",
    "repairs": "corpus",
    "reuse": "sharing",
    "robustness": "words",
    "theme_marks": "words",
    "themes": "words",
    "themes_of_districts": "words",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis.figures' has no {name!r}: it has {', '.join(__all__)}")
    return getattr(import_module(f"analysis.figures.{_HOMES[name]}"), name)
