"""What runs over the ends of passages and over running heads: engines are certain of it, and right."""

import functools
import random

import make
import pytest

from archive.documents import StructureKind
from archive.spans import Span
from index.analyzer import EMPTY, SEAM_GAP, SEAM_WORDS, passage_terms
from index.confirmation import holds, stretches
from index.engines.protocol import Filters, Wanted
from index.query import Near, Not, Phrase
from index.reading_room import ReadingRoom

pytestmark = pytest.mark.xdist_group("joints")  # in one process, which reads the texts once for both engines

HEAD = "x y z"
PIECES = [*"aabbcde", "\n\n", "\n\n", "\f", f"\f{HEAD}\n", f"\n{HEAD}\f", f"con-\n{HEAD}\ftual"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory, new_store):
    """A store of texts with many short passages and pages, and the ids of all passages."""
    store = new_store(tmp_path_factory.mktemp("joints"))
    chance = random.Random(11)
    for _ in range(60):
        text = " ".join(["a", *chance.choices(PIECES, k=chance.randint(4, 70)), "b"])
        heads = [at for at in range(len(text)) if text.startswith(HEAD, at)]
        make.keep(store, text, structures=[make.mark(StructureKind.FURNITURE, at, at + len(HEAD)) for at in heads])
    yield store, [passage.id for document in store.documents.ids() for passage in store.passages.of(document, 1)]
    store.close()


@pytest.fixture(scope="module")
def truth(kept):
    """Return a function that tells which passages fulfil a leaf, by their text; the same for every engine."""
    store, held = kept

    @functools.cache
    def fulfilling(leaf):
        texts = dict(stretches(store, leaf, held))
        return {name for name in held if holds(leaf, texts[name])}

    return fulfilling


@pytest.fixture(scope="module")
def engine(kept, named):
    room = ReadingRoom(kept[0], named)
    room.catch_up()
    assert named in type(room.engine()).__name__.lower()
    yield room.engine()
    room.close()


def leaves():
    chance = random.Random(12)
    for distance in (0, 1, 2, 5, 10, SEAM_WORDS - 1):
        for first, second in ("ab", "aa", "de", "cx", "zy", ("contual", "b"), ("con", "x")):
            yield Near((first, second), distance)
    for length in (2, 3, 3, 4, 5, 6) * 8:
        yield Phrase(tuple(chance.choices("aabbcdexyz"[: chance.choice([7, 10])], k=length)))


def test_what_a_seam_holds_is_certain_and_right(engine, kept, truth):
    """Two words near one another and phrases, over one joint or several, are found where stored text has them."""
    _, held = kept
    for leaf in leaves():
        found = engine.answer(leaf, Filters(), Wanted(0, len(held)))
        assert {each.id for each in found.best} == truth(leaf), leaf
        assert found.total == len(truth(leaf))
        assert engine.answer(Not(leaf), Filters(), Wanted()).total == len(held) - len(truth(leaf))
        assert engine.uncertain(leaf, Filters()) == []


def test_what_reaches_farther_is_uncertain(engine, kept, truth):
    """Never called certain and wrong, never left out."""
    store, held = kept
    far = [
        Near(("a", "e"), SEAM_WORDS),
        Near(("contual", "a"), 30),
        Near(("d", "e", "c"), 2),
        Near(("a", "a", "b"), 4),
        Phrase(("a", "b"), "a b", verbatim=True),
    ]
    chance = random.Random(13)
    for document in chance.sample(sorted(store.documents.ids()), 20):
        words = passage_terms(store.revisions.text(document, 1), store.passages.of(document, 1))
        every = [word for passage in words for word in passage.text]
        far += [
            Phrase(tuple(every[:length])) for length in (SEAM_WORDS + 1, SEAM_WORDS + 2, 45) if length <= len(every)
        ]
    for leaf in far:
        certain = {each.id for each in engine.answer(leaf, Filters(), Wanted(0, len(held))).best}
        assert certain <= truth(leaf) <= certain | set(engine.uncertain(leaf, Filters())), leaf


def test_a_seam_has_each_joint_once_and_keeps_joints_apart():
    """Words before it and behind it; a running head in the next passage is one more joint of this one."""
    text = "One two.\n\nThree x four."
    parts = list(make.passages(make.revision(text)))
    at = text.index("x")
    plain, headed = passage_terms(text, parts), passage_terms(text, parts, [Span(at, at + 1)])
    gap, apart = [EMPTY] * SEAM_GAP, [EMPTY] * (SEAM_GAP + 2 * SEAM_WORDS)
    first = ["one", "two", *gap, "three", "x", "four"]
    assert [list(passage.seam) for passage in plain] == [first, []]
    assert list(headed[0].seam) == [*first, *apart, "one", "two", *gap, "three", "four"]
    assert list(headed[1].seam) == ["three", *gap, "four"]
