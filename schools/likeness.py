"""How alike two names of schools are."""

from schools.search import normalise

KINDS = frozenset({"smk", "smkn", "smks", "mak"})
ALIKE = 0.6


def likeness(first: str, second: str) -> float:
    """From 0 to 1; 0 as soon as their numbers differ, for SMKN 1 and SMKN 2 are two schools."""
    one, other = normalise(first).split(), normalise(second).split()
    if numbers(one) != numbers(other) or are_opposed(one, other):
        return 0.0
    trigrams, others = trigrams_of(one), trigrams_of(other)
    if not trigrams and not others:
        return 1.0
    return len(trigrams & others) / len(trigrams | others)


def numbers(words: list[str]) -> list[str]:
    """Which school of its place it is; longer ones are part of a name, as in MM2100."""
    return sorted(word for word in words if word.isdigit() and len(word) <= 3)


def are_opposed(one: list[str], other: list[str]) -> bool:
    """A state school and a private one are not the same, whatever else they share."""
    return {"smkn", "smks"} <= {*one[:1], *other[:1]}


def trigrams_of(words: list[str]) -> set[str]:
    """Trigrams of the words that tell schools apart, run together: `rangkas bitung` is one name."""
    text = "".join(word for word in words if not word.isdigit() and word not in KINDS)
    padded = f"  {text} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)} if text else set()
