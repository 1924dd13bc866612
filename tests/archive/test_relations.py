"""What belongs with a document."""

import make
import pytest
import sqlalchemy as sa

from archive import relations as related
from archive.documents import Kind
from archive.identifiers import Identifier, Scheme
from archive.relations import relations

MESSAGE, REPLY, REFERENCE, WEB = Scheme.MESSAGE, Scheme.REPLY, Scheme.REFERENCE, Scheme.WEB


@pytest.fixture
def mail(store):
    """Return a function that keeps a mail with its own id, the ids it answers and those it refers to."""

    def keep(own, *, answers=(), refers=(), date="2031-03-14", title=""):
        document = make.keep(store, f"Mail {own}", title=title or own, kind=Kind.EMAIL, date=date)
        names = [Identifier(MESSAGE, own)] if own else []
        names += [Identifier(REPLY, other) for other in answers] + [Identifier(REFERENCE, other) for other in refers]
        store.identifiers.replace(document.id, names)
        return document

    return keep


@pytest.fixture
def count(store):
    """Return a function that says how many statements a call sends to the database."""

    def counted(call):
        sent = []
        engines = (store._database._reader, store._database._writer)
        for engine in engines:
            sa.event.listen(engine, "before_cursor_execute", lambda *told: sent.append(told[2]))
        call()
        return len(sent)

    return counted


def titles(store, document):
    thread = relations(store, document).thread
    return [one.document.description.title for one in thread.mails] if thread else None


def test_a_thread_is_found_from_any_of_its_mails_in_the_order_of_time(store, mail):
    """Transitively: the third mail names only the second."""
    mails = [mail("3", answers=["2"], date="2031-03-16"), mail("1"), mail("2", answers=["1"], date="2031-03-15")]
    mail("other")
    assert [titles(store, one) for one in mails] == [["1", "2", "3"]] * 3


def test_a_thread_says_who_answers_whom(store, mail):
    """By In-Reply-To alone; depth counts the answers."""
    first = mail("1")
    second = mail("2", answers=["1"], refers=["1"])
    third = mail("3", answers=["1"])
    told = {one.document.id: (one.answers, one.depth) for one in relations(store, first).thread.mails}
    assert told == {first.id: ((), 0), second.id: ((first.id,), 1), third.id: ((first.id,), 1)}


def test_mails_are_one_thread_by_a_first_mail_that_is_not_held(store, mail):
    """Both refer to it."""
    one, other = mail("2", refers=["1"], date="2031-03-15"), mail("3", refers=["1"], date="2031-03-16")
    assert titles(store, one) == titles(store, other) == ["2", "3"]


def test_on_one_day_an_answer_stands_after_what_it_answers(store, mail):
    """Dates know no hours; nor does a wrong clock turn a thread round."""
    last = mail("a", answers=["b"])
    mail("b", refers=["c"], date="2031-03-13")
    mail("c")
    assert titles(store, last) == ["c", "b", "a"]


def test_mails_that_answer_in_a_circle_are_a_thread_all_the_same(store, mail):
    """Forged ids end no page."""
    one = mail("1", answers=["2", "1"])
    mail("2", answers=["1"])
    assert sorted(titles(store, one)) == ["1", "2"]
    assert one.id not in next(m.answers for m in relations(store, one).thread.mails if m.document.id == one.id)


def test_the_same_mail_twice_stands_in_the_thread_twice(store, mail):
    """An answer answers both."""
    mail("1", title="as it was sent")
    mail("1", title="as it was kept")
    answer = mail("2", answers=["1"])
    assert titles(store, answer) == ["as it was kept", "as it was sent", "2"]
    assert len(relations(store, answer).thread.mails[-1].answers) == 2


def test_a_mail_alone_and_a_letter_have_no_thread(store, mail):
    """Nothing is shown where nothing is known."""
    assert titles(store, mail("1", answers=["0"])) is None
    assert relations(store, make.keep(store, "A letter")) == related.Relations()


def test_a_long_thread_is_cut_and_says_so(store, mail, monkeypatch):
    """The mail that is read is always there."""
    monkeypatch.setattr(related, "MOST_MAILS", 4)
    mails = [mail(str(number), answers=[str(number - 1)], refers=["0"]) for number in range(1, 9)]
    thread = relations(store, mails[-1]).thread
    assert (len(thread.mails), thread.cut) == (4, True)
    assert mails[-1].id in {one.document.id for one in thread.mails}


def test_a_thread_is_followed_so_many_steps_and_says_where_it_stopped(store, mail):
    """A chain of which each mail knows only the one before."""
    mails = [mail(str(number), answers=[str(number - 1)]) for number in range(30)]
    thread = relations(store, mails[0]).thread
    assert (1 < len(thread.mails) < 30, thread.cut) == (True, True)


def test_the_number_of_queries_does_not_grow_with_the_thread(store, mail, count):
    """Three mails or forty."""
    small = [mail(f"s{number}", refers=["s"]) for number in range(3)]
    large = [mail(f"l{number}", refers=["l"]) for number in range(40)]
    few = count(lambda: relations(store, small[0]))
    assert few == count(lambda: relations(store, large[0]))
    assert few <= 8


def test_a_letter_costs_few_queries(store, count):
    """Reading it is not slowed down."""
    letter = make.keep(store, "A letter")
    assert count(lambda: relations(store, letter)) <= 2


def test_attachments_belong_with_their_mail_and_with_each_other(store, mail):
    """Also those from which no text could be had."""
    carrier, letter = mail("1"), make.keep(store, "Enclosed", title="The enclosed letter")
    came = make.arrive(store, "mail.eml", document=carrier.id)
    make.arrive(store, "letter.pdf", document=letter.id, parent=came.id)
    make.arrive(store, "photo.png", parent=came.id)
    (own,) = relations(store, carrier).company
    assert own.own
    assert [(file.accession.file_name, file.document) for file in own.files] == [
        ("letter.pdf", letter),
        ("photo.png", None),
    ]
    (inside,) = relations(store, letter).company
    assert (inside.own, inside.document) == (False, carrier)
    assert [file.accession.file_name for file in inside.files] == ["photo.png"]


def test_members_of_one_zip_file_belong_together(store):
    """The ZIP file has no text; its name is known."""
    one, other = make.keep(store, "One"), make.keep(store, "Other")
    came = make.arrive(store, "letters.zip")
    for document, name in ((one, "one.txt"), (other, "other.txt")):
        make.arrive(store, name, document=document.id, parent=came.id)
    (company,) = relations(store, one).company
    assert (company.carrier.file_name, company.document) == ("letters.zip", None)
    assert [file.document for file in company.files] == [other]


def test_what_arrived_twice_is_told_once(store, mail):
    """A file read again brings its parts again."""
    carrier, letter = mail("1"), make.keep(store, "Enclosed")
    first = make.arrive(store, "mail.eml", document=carrier.id)
    make.arrive(store, "mail.eml", document=carrier.id)
    for _ in range(2):
        make.arrive(store, "letter.pdf", document=letter.id, parent=first.id)
    assert [len(company.files) for company in relations(store, carrier).company] == [1]
    assert len(relations(store, letter).company) == 1


def test_addresses_are_those_it_was_published_at(store):
    """Canonical addresses."""
    article = make.keep(store, "Article")
    store.identifiers.replace(article.id, [Identifier(WEB, "https://lantern.example/boots")])
    assert relations(store, article).addresses == ("https://lantern.example/boots",)
