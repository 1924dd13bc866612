"""Names of persons and bodies, as lists of references want them: family and given name apart, where that is certain.

The parts are those of CSL 1.0.2 ("Name variables"): a person has `family` and `given`, a body has `literal`. What can
be read in more than one way stays literal: a name in one piece is unhandy, a name cut at the wrong place is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BODIES = frozenset(
    """
    ltd limited inc plc llc llp gmbh ag sa sarl bv nv oy ab corp corporation company co group holdings trust bank
    council ministry department office bureau directorate authority agency commission commissioner committee court
    tribunal parliament senate government assembly board university college school institute institution laboratory
    centre center hospital museum library archive archives association society union federation foundation league
    party club press news newspaper newsroom times herald post gazette lantern daily weekly magazine journal review
    observer guardian chronicle tribune telegraph media desk team staff editors editorial reporters correspondent
    service services systems solutions technologies technology software networks industries optics electronics
    motors energy airlines railways partners programme program project police army navy church city county province
    state republic the of for and to from in at on all
    """.split()  # noqa: SIM905
)
_OFFICES = frozenset(
    """
    chair chairman chairwoman president director manager secretary minister editor head chief officer executive
    judge counsel partner professor spokesman spokeswoman spokesperson deputy vice senior junior general captain
    """.split()  # noqa: SIM905
)
_PARTICLES = frozenset(
    """
    van von der den de del della di da do dos das du des la le ter ten zu zum zur af av el al bin ibn
    """.split()  # noqa: SIM905
)
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_STYLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor)\.? ")
_ADDRESS = re.compile(r"\s*<[^<>]*@[^<>]*>")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-])*")
_MOST = 4
"""Words of a person's name, particles apart; longer ones are taken for bodies."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person (`family` with its particles, `given`, `suffix`) or, where that is not certain, a `literal`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def inverted(self) -> str:
        """The name as lists sort it: `Brandt, Ida`, `Vale, Bo, Jr`; a literal as it is."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part) or self.literal


def names(written: str) -> tuple[Name, ...]:
    """Return the names in a field of a description; several are parted by semicolons."""
    parts = (" ".join(_ADDRESS.sub("", part).split()) for part in written.split(";"))
    return tuple(name for part in parts if part for name in _joined(part))


def _joined(written: str) -> tuple[Name, ...]:
    """Return the persons whom an `and` joins, or the one name."""
    sides = re.split(r" (?:and|&) ", written)
    several = tuple(_person(side) for side in sides)
    if len(sides) > 1 and all(several):
        return tuple(name for name in several if name)
    return (_one(written),)


def _one(written: str) -> Name:
    """Return one name; behind a comma stands a given name, a suffix, or an office or body, which is no part of it."""
    first, comma, rest = (part.strip() for part in written.partition(","))
    if not comma:
        return _person(written) or Name(literal=written)
    person = _person(first)
    if person and rest in _SUFFIXES:
        return Name(person.family, person.given, rest)
    if person and _is_office(rest):
        return person
    return _turned(first, rest) or Name(literal=written)


def _turned(family: str, given: str) -> Name | None:
    """Return a person who was written family name first."""
    words, called = family.split(), given.split()
    one = words and all(word in _PARTICLES for word in words[:-1]) and _is_name(words[-1])
    own = 0 < len(called) < _MOST and all(map(_is_name, called)) and not _is_office(given)
    return Name(family, given) if one and own and not _is_office(family) else None


def _person(written: str) -> Name | None:
    """Return a person written given name first, None where it may be something else."""
    words = _STYLED.sub("", written, count=1).split() if _STYLED.match(written) else written.split()
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
    cut = len(words) - 1
    while cut > 1 and words[cut - 1] in _PARTICLES:
        cut -= 1
    given, last = words[: max(cut, 0)], words[-1] if words else ""
    if not given or len(given) >= _MOST or not all(map(_is_name, [*given, last])) or _is_office(" ".join(words[-1:])):
        return None
    if any(_shouted(word) for word in given) or any(word.lower().strip(".") in _BODIES for word in given):
        return None
    return Name(" ".join(words[cut:]), " ".join(given), suffix)


def _is_name(word: str) -> bool:
    """Tell whether a word can be part of a person's name: letters, the first of them a capital."""
    return bool(_WORD.fullmatch(word)) and word[0].isupper()


def _shouted(word: str) -> bool:
    """Tell whether a word is an abbreviation, such as BBC; initials are not (`J.`, `J.R.`)."""
    return len(word) > 1 and word.isupper() and "." not in word


def _is_office(written: str) -> bool:
    """Tell whether words name an office or a body."""
    return any(word.lower().strip(".") in _BODIES | _OFFICES for word in written.split())
