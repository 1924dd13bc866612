"""`verbatim verify` and `verbatim withdraw`: citation links checked without a server."""

import json

import make
import pytest
from click.testing import CliRunner

from archive.access import Role
from archive.citations import check_of, cite
from archive.spans import Span
from web import urls
from web.cli import main
from web.manuscripts import links, text_of

TEXT = "😀 Dear Mr Vale,\n\nWe have not sold the cameras to anybody.\n\nYours sincerely, Ida Brandt of the office"
HOST = "https://archive.example"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "archive"


@pytest.fixture
def address(store):
    """The address of a citation, after an emoji."""
    document = make.keep(store, TEXT, title="Brandt to Vale")
    start = TEXT.index("not sold")
    return urls.citation(cite(store.revisions.get(document.id, 1), Span(start, start + 20)))


def verify(folder, *words, **given):
    return CliRunner().invoke(main, ["verify", "--archive", str(folder), *map(str, words)], **given)


def answers(folder, *words, **given):
    """Return the exit code and the lines of JSON."""
    run = verify(folder, "--json", *words, **given)
    return run.exit_code, [json.loads(line) for line in run.stdout.splitlines()]


def test_a_link_that_stands_is_intact(folder, address):
    """With a line of exactly the documented keys."""
    code, (told,) = answers(folder, HOST + address)
    assert (code, set(told)) == (0, {"link", "standing", "reason", "now"})
    assert (told["standing"], told["now"]) == ("intact", [HOST + address])


def test_moved_words_hold_too_and_a_change_does_not(folder, store, address):
    """0 while the very words stand somewhere in the newest revision."""
    document = store.documents.get(address[11:19])
    second = make.revise(store, document, f"A heading\n\n{TEXT}")
    code, (told,) = answers(folder, address)
    assert (code, told["standing"], told["now"][0][:22]) == (0, "intact", f"/documents/{document.id}@2/")
    make.revise(store, second, TEXT.replace("not sold the cameras", "never sold any camera"))
    code, (told,) = answers(folder, address)
    assert (code, told["standing"]) == (1, "changed")


FORMS = {
    "a.md": 'See [the letter]({link}) and **{link}**.\n\n[1]: <{link}> "A letter"\n\nOr {escaped}, or {tilde}.\n',
    "a.html": "<p><a href=\"{link}\">it</a>, <blockquote cite='{link}.html'>“…{link}”</blockquote> "
    "&quot;{link}&quot; {escaped}</p>",
    "a.txt": "As said ({link}). 😀 {link}; {link}—and {link}.Next\r\n{link}, {link}",
}
COUNTS = {"a.md": 5, "a.html": 5, "a.txt": 6}


@pytest.mark.parametrize("name", FORMS)
def test_links_are_read_out_of_manuscripts(folder, tmp_path, address, name):
    """Whatever stands around them."""
    link = HOST + address
    escaped, tilde = link.replace("@", "%40").replace("~", "%7E"), link.replace("~", "\\~")
    (tmp_path / name).write_text(FORMS[name].format(link=link, escaped=escaped, tilde=tilde), encoding="utf-8")
    code, told = answers(folder, tmp_path / name)
    assert [each["standing"] for each in told] == ["intact"] * COUNTS[name]
    assert {each["link"].removesuffix(".html") for each in told} == {link}
    assert code == 0


def test_the_table_names_the_line_of_the_file(folder, tmp_path, address):
    """For whoever corrects it; every link comes, also twice."""
    (tmp_path / "a.md").write_text(f"One\n\n{address} and\n{address[:-1]}x\n", encoding="utf-8")
    run = verify(folder, tmp_path / "a.md")
    assert f"intact     {tmp_path}/a.md:3: {address}" in run.stdout
    assert f"forged     {tmp_path}/a.md:4: {address[:-1]}x" in run.stdout
    assert "2 links, 1 hold" in run.stderr
    assert run.exit_code == 1


BAD = {
    "forged digest": (lambda link: link[:-12] + "0123456789ab", "forged", "the check in the address differs"),
    "shortened digest": (lambda link: link[:-3], "forged", "must be 12 digits"),
    "past the end": (lambda link: link.replace("-45", "-9945"), "forged", f"this revision has {len(TEXT)}"),
    "no check": (lambda link: link.partition("~")[0], "forged", "is missing"),
    "unknown revision": (lambda link: link.replace("@1", "@7"), "unknown", "There is no revision 7"),
    "unknown document": (lambda link: f"/documents/zzzzzzzz{link[19:]}", "unknown", "No document zzzzzzzz"),
    "no revision": (lambda link: link.replace("@1", ""), "unknown", "a citation names a revision"),
    "no document": (lambda link: link.replace("@1", "0@1"), "unknown", "cannot be read"),
    "backwards": (lambda link: link.replace("cite/", "cite/999999-1~x/"), "unknown", "cannot be read"),
    "half a link": (lambda link: link[: link.index("cite/") + 7], "unknown", "cannot be read"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("way", ["argument", "file"])
def test_what_does_not_hold_is_said_exactly_and_never_passed_over(folder, address, name, way):
    """In a file as on the command line."""
    spoil, standing, reason = BAD[name]
    link = spoil(address)
    words, given = ([link], {}) if way == "argument" else (["-"], {"input": f"See {link} there."})
    code, told = answers(folder, *words, **given)
    assert (code, [each["standing"] for each in told]) == (1, [standing])
    assert reason in told[0]["reason"]
    assert told[0]["now"] == []


@pytest.mark.parametrize(
    ("base", "standing"),
    [
        ("https://archive.example", "intact"),
        ("HTTPS://Archive.Example:443", "intact"),
        ("http://localhost:8000", "intact"),
        ("", "intact"),
        ("https://archive.example.org", "unknown"),
        ("https://archive.example:8443", "unknown"),
        ("https://archive.example/other", "unknown"),
        ("https://archive.example@elsewhere.example", "unknown"),
        ("https://archive.example:port", "unknown"),
    ],
)
def test_another_archives_link_is_unknown_where_this_ones_address_is_known(
    folder, address, monkeypatch, base, standing
):
    """Though a document of that id may be here."""
    monkeypatch.setenv("VERBATIM_PUBLIC_URL", HOST)
    code, (told,) = answers(folder, base + address)
    assert (told["standing"], code) == (standing, 0 if standing == "intact" else 1)
    assert ("another archive" in told["reason"]) is (standing == "unknown")


def test_an_unknown_document_under_another_host_may_be_another_archives(folder, address):
    """Where this one's address is not known, that is said."""
    _, (told,) = answers(folder, f"https://elsewhere.example/documents/zzzzzzzz{address[19:]}")
    assert told["standing"] == "unknown"
    assert "https://elsewhere.example, which may be another archive" in told["reason"]


@pytest.mark.parametrize("words", [[], ["no-such-file.md"], ["https://archive.example/search?q=x"]])
def test_wrong_usage_ends_with_2(folder, store, words):
    """Nothing to check, or no file and no link."""
    assert verify(folder, *words).exit_code == 2


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"PK\x03\x04rest", b"\0\1\2"])
def test_a_file_that_is_no_text_is_wrong_usage(folder, store, tmp_path, content):
    """Its links would be overlooked."""
    (tmp_path / "a.docx").write_bytes(content)
    run = verify(folder, tmp_path / "a.docx")
    assert run.exit_code == 2
    assert "it is no text" in run.output


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_text_is_read_in_its_encoding(address, charset):
    """A mark at its beginning says it; what has none is UTF-8, or at least ASCII where the links are."""
    content = f"Für {address}.".encode(charset)
    assert [each.written for each in links(text_of(content))] == [address]


def test_a_file_without_a_link_says_so(folder, store):
    """On stderr, and nothing fails."""
    run = verify(folder, "-", input="No link.")
    assert (run.exit_code, run.stdout) == (0, "")
    assert "no citation link is in it" in run.stderr


def withdraw(folder, *words):
    return CliRunner().invoke(main, ["withdraw", "--archive", str(folder), *words])


def test_a_document_is_withdrawn_and_shown_again(folder, store, address):
    """By the only admin; verify and search know at once, and the audit log for good."""
    make.person(store, "Di", Role.ADMIN)
    identifier = address[11:19]
    assert withdraw(folder, identifier, "--reason", "names a witness").exit_code == 0
    code, (told,) = answers(folder, address)
    assert (code, told["standing"], "names a witness" in told["reason"]) == (1, "withdrawn", True)
    search = ["search", "--archive", str(folder), "--json", "cameras"]
    assert json.loads(CliRunner().invoke(main, search).stdout)["total"] == 0
    assert withdraw(folder, identifier, "--reason", "again").exit_code == 1
    assert withdraw(folder, identifier, "--undo").exit_code == 0
    assert withdraw(folder, identifier, "--undo").exit_code == 1
    assert answers(folder, address)[0] == 0
    assert json.loads(CliRunner().invoke(main, search).stdout)["total"] == 1
    acts = [(actor, act, outcome) for _, actor, act, outcome in store.audit.on(identifier)]
    assert acts == [("di", "withdraw document", "names a witness"), ("di", "show document again", "done")]


@pytest.mark.parametrize("words", [[], ["--reason", " "], ["--undo", "--reason", "x"], ["--reason", "x"]])
def test_withdrawing_asks_for_a_reason_and_an_admin(folder, store, address, words):
    """The last one has a reason, and nobody who may."""
    make.person(store, "Cy", Role.REVIEWER)
    assert withdraw(folder, address[11:19], *words).exit_code == 2
    assert withdraw(folder, address[11:19], "--reason", "x", "--as", "Cy").exit_code == 1
    assert store.withdrawals.of(address[11:19]) is None


def test_the_check_needs_no_software_of_ours(address):
    """The first digits of SHA-256 of the words in UTF-8."""
    assert address.endswith("~" + check_of("not sold the cameras"))


def test_an_old_link_resolves_after_re_titling_taking_in_again_and_reading_again(folder, store, tmp_path):
    """With the real commands, on a real file."""

    def run(command, *words):
        done = CliRunner().invoke(main, [command, "--archive", str(folder), *map(str, words)])
        assert done.exit_code == 0, done.output

    letter = tmp_path / "letter.md"
    letter.write_text(f"# On the cameras\n\n{TEXT}\n", encoding="utf-8")
    run("ingest", letter)
    (identifier,) = store.documents.ids()
    text = store.revisions.text(identifier, 1)
    start = text.index("not sold")
    link = HOST + urls.citation(cite(store.revisions.get(identifier, 1), Span(start, start + 20)))
    make.person(store, "Cy", Role.REVIEWER)
    run("describe", identifier, "title=Another title")
    run("ingest", letter)
    letter.write_text(f"# On the cameras\n\nA word before.\n\n{TEXT}\n", encoding="utf-8")
    run("ingest", letter, "--revision-of", identifier)
    run("reread", identifier)
    assert store.documents.get(identifier).newest > 1
    code, (told,) = answers(folder, link)
    assert (code, told["standing"]) == (0, "intact")
    assert told["now"] != [link]
    assert answers(folder, *told["now"])[0] == 0
