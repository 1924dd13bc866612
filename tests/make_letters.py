"""Makers of letters in plain English on invented matters: sentences alike in form, the same on every run."""

from __future__ import annotations

import random

NAMES = ("Marrin", "Daleth", "Vale", "Ostwell", "Estmark", "Rook", "Tasker", "Verrick", "Quill", "Farrant", "Hane")
THINGS = ("shelter", "plate", "lens", "token", "counter", "picture", "ledger", "contract", "permit", "camera", "notice")
ACTS = ("covered", "counted", "signed", "altered", "returned", "ordered", "recorded", "opened", "withdrawn", "cleared")
TIMES = ("in March", "before the hearing", "since the spring", "on Sunday nights", "after 14 April", "at noon")
FORMS = (
    "The {thing} at {name} was {act} {time}, and it has not been {act2} by anyone since.",
    "We do not think that the {thing} of {name} may be {act} {time} unless the office is told.",
    "Of the {number} requests that reached us, {few} were {act} {time}; the others are still to be {act2}.",
    "“No {thing} leaves {name},” the company wrote, “and nobody is {act} there.”",
    "It cannot be said that {name}'s {thing} -- which we saw {time} -- had ever been {act} or {act2}.",
    "I should be grateful if Mr {name} would tell us whether {few} of the {thing}s were {act} {time}.",
    "A sub-office in {name} paid {number}.50 for each {thing}; that is {few} times what it could have {act2}.",
    "Nothing in the letter allows a {thing} to be {act} {time}, however often {name} asks for it.",
)
FEW = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def sentence(chance):
    """Return one sentence."""
    words = {"thing": THINGS, "name": NAMES, "act": ACTS, "act2": ACTS, "time": TIMES, "few": FEW}
    drawn = {place: chance.choice(held) for place, held in words.items()}
    return chance.choice(FORMS).format(number=chance.randint(13, 990), **drawn)


def letter(number, *, paragraphs=8):
    """Return a letter of so many paragraphs of four sentences; lines are broken as printed ones are."""
    chance = random.Random(f"letter {number}")
    text = "\n\n".join(" ".join(sentence(chance) for _ in range(4)) for _ in range(paragraphs))
    return "".join("\n" if sign == " " and chance.random() < 0.08 else sign for sign in text)
