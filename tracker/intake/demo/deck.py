"""Deals exact counts at random: so many of each value, as a section of the fixture says."""

from random import Random


def scaled(section: dict, name: str, n: int) -> int:
    """A count of a section, which is of ``of`` rows, for n rows; rounded half up."""
    return (2 * n * section[name] + section["of"]) // (2 * section["of"])


def deal(rng: Random, section: dict, n: int, rest: str = "") -> list[str]:
    """n values in random order, each as often as the section says, the others ``rest``."""
    found = [name for name in section if name != "of" for _ in range(scaled(section, name, n))][:n]
    found += [rest] * (n - len(found))
    rng.shuffle(found)
    return found


def spread(total: int, places: int) -> list[int]:
    """A total over so many places, as evenly as whole numbers allow."""
    return [total // places + (at < total % places) for at in range(places)]
