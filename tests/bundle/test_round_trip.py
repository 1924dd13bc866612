"""A bundle carries the record from one archive to another, and back, without loss."""

import sqlite3

import bagit
import invariants
import make
import pytest
import rebag
from click.testing import CliRunner

from archive.access import Role
from archive.bundling.exporting import export_bundle
from archive.citations import cite
from archive.spans import Span
from archive.store import Store, scope
from archive.store import ledger_schema as ledger
from archive.store.schema import METADATA, PEOPLE
from archive.withdrawing import withdraw_document
from web import urls
from web.cli import main
from web.create_app import create_app
from web.desk import clear
from web.present.bundle import readable


def verbatim(*words):
    return CliRunner().invoke(main, list(map(str, words)))


@pytest.fixture
def second(bundle, tmp_path):
    """An archive made of the bundle."""
    done = verbatim("import", bundle, "--archive", tmp_path / "second")
    assert (done.exit_code, done.output) == (0, "10 documents, 2 annotations imported\n")
    store = Store(tmp_path / "second")
    yield store
    store.close()


def dump(folder):
    """Return the rows of all tables of the record, as SQLite has them."""
    with sqlite3.connect(folder / "archive.sqlite3") as database:
        return {table.name: database.execute(f'select * from "{table.name}"').fetchall() for table in scope.KEPT}


def test_the_second_export_is_the_first_byte_for_byte(bundle, second, tmp_path):
    """Nothing in a bundle tells when or where it was made."""
    assert verbatim("export", tmp_path / "again.zip", "--archive", second.folder).exit_code == 0
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_it_is_so_too_when_the_second_archive_has_been_looked_after(bundle, second, tmp_path):
    """What was traced stays traced: looking again finds nothing to do."""
    assert verbatim("look-again", "--archive", second.folder).output == "0 traced\n"
    assert verbatim("export", tmp_path / "again.zip", "--archive", second.folder).exit_code == 0
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_every_row_of_the_record_arrives(archive, second):
    """Ids, digests, spans, people, gravestones, the audit log: all but who held a job."""
    first, then = dump(archive), dump(second.folder)
    token = [column.name for column in METADATA.tables["jobs"].columns].index("token")
    first["jobs"] = [(*row[:token], "", *row[token + 1 :]) for row in first["jobs"]]
    assert [len(first[name]) > 0 for name in ("annotations", "judgements", "saved_searches", "traces")] == [True] * 4
    assert first["accessions"] == then["accessions"]  # in the order of arrival
    assert {name: sorted(rows, key=repr) for name, rows in first.items()} == {
        name: sorted(rows, key=repr) for name, rows in then.items()
    }


def test_the_second_archive_holds_together(second):
    """Originals, texts, passages, the index: every invariant of an archive."""
    assert invariants.violations(second) == []


def test_an_address_of_the_first_archive_works_in_the_second(archive, second):
    """Reading views, citations, annotations and the ledger answer alike."""
    app, first = create_app(store=second), Store(archive)
    told = list(first.record.rows("annotations"))
    notes = [f"/annotations/{row['id']}" for row in told]
    gone = [f"/annotations/{row['id']}" for row in told if row["removed"]]
    forms = ("", "/quotations.json", "@1.txt")
    addresses = [f"/documents/{one}{form}" for one in first.documents.ids() for form in forms]
    other = create_app(store=first)
    for address in [*addresses, *notes, "/search.json?q=isn't"]:
        answers = [client.get(address) for client in (other.test_client(), app.test_client())]
        assert answers[0].status_code == answers[1].status_code
        assert answers[1].status_code == (410 if address in gone else 200)
        if not answers[1].content_type.startswith("text/html"):
            assert answers[0].data == answers[1].data
    clear(app)
    clear(other)
    first.close()


def test_an_export_is_of_one_moment(bundle, second, tmp_path):
    """What others write meanwhile is not in it, nor half of it."""

    def pages_while_others_write(store, documents):
        other = Store(store.folder)
        make.keep(other, "It came while the archive was exported.")
        other.close()
        yield from readable(store, documents)

    assert export_bundle(second, tmp_path / "again.zip", pages_while_others_write) == 10
    assert (second.documents.count(), (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()) == (11, True)


def test_a_bundle_is_a_bag(bundle, tmp_path):
    """Held against the Library of Congress's own reader."""
    rebag.unpack(bundle, tmp_path)
    bag = bagit.Bag(str(tmp_path / "verbatim"))
    bag.validate()
    assert "Bagging-Date" not in bag.info


def test_no_secret_leaves(archive, files):
    """Neither the archive's secret nor a session, nor anything that stands for one."""
    with sqlite3.connect(archive / "archive.sqlite3") as database:
        secrets = [row[0] for row in database.execute("select secret from archive union select digest from tickets")]
    assert len(secrets) == 2
    assert [name for name, content in files.items() for secret in secrets if secret.encode() in content] == []


def test_every_table_is_told_or_withheld_on_purpose():
    """A new table, or a new thing that is known of people, makes somebody decide."""
    assert {*scope.KEPT, *scope.WITHHELD} == set(METADATA.tables.values())
    assert ledger.QUOTATIONS in scope.KEPT
    assert [column.name for column in PEOPLE.columns] == ["id", "name", "role", "created"]


def test_a_text_file_has_the_digest_of_its_revision(files):
    """So a citation can be checked with the text alone; an emoji counts as one."""
    digests = {row["document"]: row["text_sha256"] for row in rebag.rows_of(files, "revisions")}
    manifest = dict(reversed(line.split("  ")) for line in files["manifest-sha256.txt"].decode().splitlines())
    assert {one: manifest[f"data/texts/{one}@1.txt"] for one in digests} == digests
    assert any(content.decode().startswith("😀 It") for name, content in files.items() if name.startswith("data/texts"))


def test_some_documents_leave_alone(archive, files, tmp_path):
    """With their originals and authors; what the whole archive told of them is to be found out anew."""
    article, letter = (next(iter(_titled(files, words))) for words in ("Six minutes", "seven questions"))
    part = tmp_path / "part.zip"
    chosen = ["--document", article, "--document", letter]
    assert verbatim("export", part, *chosen, "--archive", archive).exit_code == 0
    told = rebag.files_of(part)
    assert [len(rebag.rows_of(told, table)) for table in ("documents", "people", "annotations")] == [2, 2, 3]
    assert len([name for name in told if name.startswith("data/originals/")]) == 2
    assert [rebag.rows_of(told, table) for table in ("audit", "saved_searches", "traces")] == [[], [], []]
    assert verbatim("import", part, "--archive", tmp_path / "third").exit_code == 0
    assert verbatim("export", tmp_path / "again.zip", "--archive", tmp_path / "third").exit_code == 0
    again = rebag.files_of(tmp_path / "again.zip")
    assert {name for name in told if told[name] != again.get(name)} <= set(TOLD_OF_THE_WHOLE)
    store = Store(tmp_path / "third")
    app = create_app(store=store)
    for address in (f"/documents/{article}", f"/documents/{letter}", f"/documents/{article}/quotations"):
        assert app.test_client().get(address).status_code == 200
    clear(app)
    store.close()


TOLD_OF_THE_WHOLE = ("bag-info.txt", "tagmanifest-sha256.txt")
"""They say that the bundle is of an archive, no longer of some documents of one."""


def _titled(files, words):
    return [row["id"] for row in rebag.rows_of(files, "documents") if words in row["title"]]


@pytest.mark.parametrize("part", [False, True])
def test_a_withdrawal_travels_and_leaves_no_page_for_readers(second, tmp_path, part):
    """Its record is whole, its words stand on no page, and the next archive does not show it either."""
    admin = make.person(second, "Di", Role.ADMIN)
    (letter,) = (one for one in second.documents.ids() if "seven" in second.documents.get(one).description.title)
    cited = urls.citation(cite(second.revisions.get(letter, 1), Span(0, 40)))
    withdraw_document(second, admin, letter, reason="names a witness")
    chosen = ["--document", letter] if part else []
    assert verbatim("export", tmp_path / "b.zip", *chosen, "--archive", second.folder).exit_code == 0
    told = rebag.files_of(tmp_path / "b.zip")
    assert [row["reason"] for row in rebag.rows_of(told, "withdrawals")] == ["names a witness"]
    assert f"data/texts/{letter}@1.txt" in told
    assert [name for name in told if letter in name and "texts/" not in name] == []
    assert letter.encode() not in told["data/index.html"]
    assert verbatim("import", tmp_path / "b.zip", "--archive", tmp_path / "third").exit_code == 0
    for where in (["--archive", tmp_path / "third"], ["--bundle", tmp_path / "b.zip"]):
        checked = verbatim("verify", cited, *where)
        assert (checked.exit_code, checked.output.split()[0]) == (1, "withdrawn")


def test_links_are_checked_against_a_bundle_alone(archive, bundle):
    """Without an archive; a file that is no whole bundle ends it."""
    store = Store(archive)
    cited = urls.citation(cite(store.revisions.get(store.documents.ids()[0], 1), Span(0, 40)))
    store.close()
    assert verbatim("verify", cited, "--bundle", bundle).exit_code == 0
    assert verbatim("verify", cited[:-12] + "0" * 12, "--bundle", bundle).exit_code == 1
    broken = verbatim("verify", cited, "--bundle", __file__)
    assert broken.exit_code == 1
    assert "intact" not in broken.output


def test_only_an_empty_archive_takes_a_bundle(archive, bundle):
    """What is there is counted, and stays."""
    before = dump(archive)
    done = verbatim("import", bundle, "--archive", archive)
    assert (done.exit_code, "this archive is not empty (people: 2, documents: 10" in done.output) == (1, True)
    assert dump(archive) == before


NEWER_TABLES = ("data/record/withdrawals.jsonl", "data/record/foreign_annotations.jsonl")
NEWER_COLUMNS = {"judgements": ("carried_from", "asked_again"), "traces": ("upto",), "ledgers": ("requoted",)}
"""What has come since schema 0006."""


def test_a_bundle_of_an_older_schema_is_brought_up_to_date(bundle, files, tmp_path):
    """The schema before withdrawals: its rows arrive as those of today do, to the last byte."""
    told = {name: content for name, content in files.items() if name not in NEWER_TABLES}
    for table, columns in NEWER_COLUMNS.items():
        rows = [{name: row[name] for name in row if name not in columns} for row in rebag.rows_of(files, table)]
        told = rebag.with_rows(told, table, rows)
    told["bag-info.txt"] = rebag.of_schema(files, "0006")
    older = rebag.write(tmp_path / "older.zip", rebag.sealed(told))
    assert (
        verbatim("import", older, "--archive", tmp_path / "second").output == "10 documents, 2 annotations imported\n"
    )
    assert list((tmp_path / "second").glob("importing-*")) == []
    assert verbatim("export", tmp_path / "again.zip", "--archive", tmp_path / "second").exit_code == 0
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_a_file_that_is_there_is_not_written_over(archive, bundle):
    """Wrong usage; the file stays as it is."""
    before = bundle.read_bytes()
    assert verbatim("export", bundle, "--archive", archive).exit_code == 2
    assert bundle.read_bytes() == before


def test_a_document_that_is_not_held_ends_an_export(archive, tmp_path):
    """Nothing is left of it."""
    done = verbatim("export", tmp_path / "none.zip", "--document", "zzzzzzzz", "--archive", archive)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])


def test_a_damaged_original_ends_an_export(bundle, second, tmp_path):
    """A bundle never vouches for bytes that are not those that came."""
    place = second.originals.path(second.originals.all()[0])
    place.chmod(0o600)
    place.write_bytes(b"something else")
    done = verbatim("export", tmp_path / "new.zip", "--archive", second.folder)
    assert (done.exit_code, "now hashes to" in done.output, list(tmp_path.glob("*new.zip*"))) == (1, True, [])


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path):
    """Exit 2."""
    assert verbatim("import", tmp_path / "nowhere.zip", "--archive", tmp_path / "archive").exit_code == 2
