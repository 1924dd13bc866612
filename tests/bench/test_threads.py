"""The measurement of mail threads: what is quoted in invented ones, and whose words they are."""

from __future__ import annotations

import pytest

from bench import threads

LAMPS = "The lamps of the north pier were lit at six, and nobody had\ntold the keeper that they should be."
TIDE = "That is not what the tide table of the harbour office says,\nwhich has them lit at half past five."


def _mail(number, answers, who, body):
    ids = [f"<{each}@pier>" for each in answers]
    referred = f"In-Reply-To: {ids[-1]}\nReferences: {' '.join(ids)}\n" if ids else ""
    head = f"From: {who} <{who.split()[0].lower()}@pier>\nDate: Mon, 3 Mar 2031 1{number}:00:00 +0000\nSubject: Lamps\n"
    return f"Message-ID: <{number}@pier>\n{head}{referred}\n{body}\n"


def _quoted(words):
    return "\n".join(f"> {line}" for line in words.split("\n"))


@pytest.fixture
def mails(tmp_path):
    """A thread of three mails of one day, the last of which quotes both before it."""
    second = f"On Monday Ida Brandt wrote:\n{_quoted(LAMPS)}\n\n{TIDE}"
    third = f"On Monday Bo Vale wrote:\n{_quoted(second)}\n\nThen the table is wrong."
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "1.eml").write_text(_mail(1, [], "Ida Brandt", LAMPS), encoding="utf-8")
    (folder / "2.eml").write_text(_mail(2, [1], "Bo Vale", second), encoding="utf-8")
    (folder / "3.eml").write_text(_mail(3, [1, 2], "Mo Quist", third), encoding="utf-8")
    return folder


def test_each_quoted_paragraph_is_traced_to_the_mail_that_said_it(mails):
    """Not to the one that quotes it too; lines that say who wrote are no paragraphs."""
    told = threads.table(mails)
    assert told[2].startswith("3 real mails")
    assert "1 thread; 2 replies quote 3 paragraphs" in told[2]
    for engine in ("tantivy", "whoosh"):
        assert any(line.startswith(f"| {engine}, 8 words and more | 3 | 1.000 | 0.000 | 0.000 |") for line in told)
