"""A query said back in plain English, so that nobody wonders what was searched."""

from __future__ import annotations

from index.query import And, Field, Node, Not, Or, Phrase, Prefix

_NAMES = {"author": "written by", "recipient": "addressed to", "kind": "kind", "document": "in document"}


def understood(node: Node | None) -> str:
    """Return the meaning of a tree as one sentence without its full stop."""
    match node:
        case None:
            return "nothing to search for"
        case Phrase(terms, written) if len(terms) == 1:
            return f"the word “{written}”"
        case Phrase(_, written):
            return f"these words in this order: “{written}”"
        case Prefix(start):
            return f"a word that begins with “{start}”"
        case Field(name, terms):
            return f"{_NAMES.get(name, name)}: {' '.join(terms)}"
        case Not(part):
            return f"not {understood(part)}"
        case And(parts) if all(isinstance(part, Phrase) and len(part.terms) == 1 for part in parts):
            words = ", ".join(f"“{part.written}”" for part in parts if isinstance(part, Phrase))
            return f"all of the words {words}"
        case And(parts):
            return " and ".join(_bracketed(part) for part in parts)
        case Or(parts):
            return " or ".join(_bracketed(part) for part in parts)
        case _:
            return str(node)


def _bracketed(node: Node) -> str:
    return f"({understood(node)})" if isinstance(node, And | Or) else understood(node)
