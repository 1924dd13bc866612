"""Hostile web pages and Markdown."""

from __future__ import annotations

from functools import partial

from hostile.case import MEGA, Case, case

ARTICLE = b"<p>" + b"The bridge was opened in spring, and nobody came to see it that morning. " * 8 + b"</p>"


def page(body: bytes, head: bytes = b"<meta charset=utf-8>", rest: bytes = b"") -> bytes:
    """Return a page with an article and something more."""
    return (
        b"<!doctype html><html><head><title>The bridge</title>%s</head><body>%s<article>%s</article>%s</body></html>"
        % (
            head,
            body,
            ARTICLE,
            rest,
        )
    )


def laughs(root: bytes) -> bytes:
    """Return a document type with ten entities, each ten times the one before."""
    lines = b"".join(b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10) for at in range(1, 10))
    return b'<?xml version="1.0"?><!DOCTYPE %s [<!ENTITY l0 "lol">%s]>' % (root, lines)


def nest(left: bytes, right: bytes, times: int) -> bytes:
    return left * times + b"words" + right * times


READ = partial(case, words="nobody came to see it")
CASES: tuple[Case, ...] = (
    READ("deep.html", "elements 200,000 deep", lambda: page(nest(b"<div>", b"</div>", 200_000)), "too-deep"),
    READ("deep-inline.html", "200,000 bold elements never closed", lambda: page(b"<b>" * 200_000), "too-deep"),
    READ("deep-lists.html", "50,000 list items inside each other", lambda: page(b"<li><p><td>" * 50_000)),
    case(
        "deep-custom.html",
        "elements of unknown names 100,000 deep",
        lambda: page(nest(b"<x-y>", b"</x-y>", 100_000)),
        "too-deep",
    ),
    READ("deep-hidden.html", "nesting that only end tags of others hide", lambda: page(b"<div></b></i></u>" * 60_000)),
    READ(
        "attributes.html",
        "a million attributes",
        lambda: page(b"<p " + b" ".join(b"a%d=1" % at for at in range(1_000_000)) + b">x</p>"),
    ),
    case(
        "same-attributes.html", "one attribute a million times", lambda: page(b"<p " + b"a=1 " * 1_000_000 + b">x</p>")
    ),
    READ("attribute.html", "an attribute of 10 MB", lambda: page(b"<p title='" + b"x" * (10 * MEGA) + b"'>x</p>")),
    READ("one-line.html", "a line of 10 MB", lambda: page(b"<p>" + b"words " * (10 * MEGA // 6) + b"</p>")),
    case("huge.html", "larger than 16 MiB", lambda: page(b"<p>words</p>" * 1_500_000), "too-large"),
    case("laughs.xhtml", "a billion laughs", lambda: laughs(b"html") + b"<html><body><p>&l9;</p></body></html>"),
    case(
        "outside.xhtml",
        "an entity that names a file of this machine",
        lambda: b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + page(b"<p>&e;</p>"),
    ),
    case("open-comment.html", "a comment that never ends", lambda: page(b"<!-- " + b"<p>words " * 100_000)),
    READ(
        "truncated.html",
        "a list 3,000 deep between two articles",
        lambda: page(ARTICLE + b"<li><p><td>" * 3000),
        "too-deep",
    ),
    READ("comments.html", "100,000 comments that begin", lambda: b"<!--" * 100_000 + page(b"")),
    READ("comments-before.html", "5,000 comments before the page", lambda: b"<!---->" * 5_000 + page(b"")),
    case("open-script.html", "a script that never ends", lambda: page(b"<script>" + b"<p>words " * 100_000)),
    READ("open-tag.html", "100,000 tags that never end", lambda: page(b"<p a='" * 100_000)),
    READ("open-declarations.html", "200,000 declarations that never end", lambda: page(b"<!x[" * 200_000)),
    READ("wrong-utf16.html", "says UTF-16, is not", lambda: page(b"", b"<meta charset=utf-16>"), "text"),
    READ("utf7.html", "says UTF-7", lambda: page(b"+ADw-script+AD4-", b"<meta charset=utf-7>"), "text"),
    READ("base64-charset.html", "says that its charset is base64", lambda: page(b"", b"<meta charset=base64>"), "text"),
    READ("charsets.html", "10,000 charsets", lambda: page(b"", b"<meta charset=x%s>" % (b"y" * 200) * 10_000), "text"),
    case(
        "idna-charset.html",
        "a charset of quadratic cost",
        lambda: page(b"\xff.x" * 100_000, b"<meta charset=punycode>"),
    ),
    case(
        "table.html",
        "a table of 250,000 cells",
        lambda: page(b"<table>" + (b"<tr>" + b"<td>x" * 500) * 500 + b"</table>"),
    ),
    case(
        "tables.html",
        "500 tables inside each other",
        lambda: page(nest(b"<table><tr><td>", b"</td></tr></table>", 500)),
    ),
    READ("alternating.html", "4 MB of bold and italic by turns", lambda: page(b"<b><i>x</b></i>" * (4 * MEGA // 15))),
    READ("formatting.html", "60,000 anchors and paragraphs that cross", lambda: page(b"<a><b><p>x" * 600)),
    READ("nul.html", "zero bytes between the letters", lambda: page(b"<p>a\0b\0</p>\0")),
    READ("breaks.html", "a million line breaks", lambda: page(b"x<br>" * 1_000_000)),
    READ("links.html", "200,000 links", lambda: page(b"<a href=/x>word</a> " * 200_000)),
    case(
        "metas.html", "100,000 meta elements", lambda: page(b"", b"<meta name=author content='Ann Example'>" * 100_000)
    ),
    case(
        "json.html",
        "deep JSON about the page",
        lambda: page(b"", b"<script type='application/ld+json'>%s</script>" % (b"[" * 200_000)),
    ),
    READ("dates.html", "100,000 dates and digits", lambda: page(b"<p>2031-03-14 14/03/31 20310314 </p>" * 50_000)),
    case("select.html", "nesting in a select", lambda: page(b"<select>" + b"<option>x" * 200_000)),
    case(
        "entities.html", "a million character references", lambda: page(b"&amp;&#x41;&#9999999999;&nosuch;" * 100_000)
    ),
    case("emphasis.md", "600,000 openings of emphasis and links", lambda: b"*a _b [c](" * 60_000),
    case("stars.md", "200,000 asterisks", lambda: b"a" + b"*" * 200_000 + b"b"),
    case("brackets.md", "200,000 brackets", lambda: b"[" * 200_000 + b"a" + b"]" * 200_000),
    case("ticks.md", "back ticks of every length", lambda: b" ".join(b"`" * at for at in range(1, 1500))),
    case("quotes.md", "block quotations 20,000 deep", lambda: b"> " * 20_000 + b"words"),
    case("lists.md", "lists 2,000 deep", lambda: b"\n".join(b"    " * at + b"- item" for at in range(2000))),
    case(
        "table.md",
        "a table of 250,000 cells",
        lambda: b"|a" * 500 + b"|\n" + b"|-" * 500 + b"|\n" + (b"|x" * 500 + b"|\n") * 500,
    ),
    case(
        "references.md",
        "50,000 references",
        lambda: b"".join(b"[a%d]: /x 'y'\n" % at for at in range(50_000)) + b"[a1][a2]" * 1000,
    ),
    case(
        "footnotes.md",
        "20,000 footnotes",
        lambda: b"".join(b"x[^%d]\n\n[^%d]: note\n\n" % (at, at) for at in range(20_000)),
    ),
    case("markup.md", "HTML 100,000 deep in Markdown", lambda: nest(b"<div>\n", b"</div>\n", 100_000)),
    case("front.md", "front matter that never ends", lambda: b"---\n" + b"a: b\n---x" * 100_000),
    case("angle.md", "200,000 angle brackets", lambda: b"<a " * 200_000),
    case("titles.md", "links whose titles never end", lambda: b"[a](b '" * 50_000),
)
