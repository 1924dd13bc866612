"""False alarms: quotations of pages that are given a source, each quotation counted once."""

from __future__ import annotations

import make_prose

from bench.alarms import CHOSEN, UNSEEN, Alarms, alarm_lines, alarms
from index.reading_room import ReadingRoom

ELSEWHERE = "“Nobody had seen the ferry leave before the harbour was closed,” she said."


def test_a_quotation_with_a_source_here_is_an_alarm(store, tmp_path):
    """One whose words stand in the archive counts; one that two pages have is asked once; short ones are not asked."""
    make_prose.filled(store, texts=3)
    held = " ".join(next(store.revisions.text(one, 1) for one in store.documents.ids()).split()[:9])
    for name, body in (
        ("a.html", f"<p>He wrote: “{held}” to us.</p><p>{ELSEWHERE}</p><p>It was “so late”.</p>"),
        ("b.html", f"<p>{ELSEWHERE}</p>"),
        ("c.html", "<p>Nothing is quoted on this page, as far as anybody can see.</p>"),
    ):
        (tmp_path / name).write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    room = ReadingRoom(store, "whoosh")
    room.catch_up()
    assert alarms(room.engine(), store, sorted(tmp_path.glob("?.html"))) == Alarms(pages=2, asked=2, named=1)
    room.close()


def test_a_set_of_pages_that_could_not_be_had_is_said():
    """It is not counted as one without false alarms."""
    lines = list(alarm_lines({CHOSEN: Alarms(0, 0, 0), UNSEEN: Alarms(3, 1200, 6)}))
    assert lines[-2] == f"- pages {CHOSEN}: not measured: they are not here"
    assert lines[-1] == f"- pages {UNSEEN}: 6 of 1,200 quotations in 3 articles (0.50%)"
