"""The JSON shape of the rates that others rely on."""

from ..scores.rates import CLASSES, PROMISED, Rate, Rates

COUNTS = ("rehandled", "not_yet_due", "units", "assignments", "suggestions")


def rates(found: Rates) -> dict:
    """Each rate with numerator, denominator and percent; classes and counts as whole numbers."""
    return {
        **{code: _rate(found[code]) for code in PROMISED},
        "classes": {name: len(found[f"class_{name}"].numerator) for name in CLASSES},
        **{code: found.count(code) for code in COUNTS},
    }


def _rate(rate: Rate) -> dict:
    return {"numerator": len(rate.numerator), "denominator": len(rate.denominator), "percent": rate.percent}
