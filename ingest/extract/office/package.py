"""Parts of a zipped package (DOCX, ODT) are read one by one, within limits; nothing is unpacked to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from lxml import etree

from archive.errors import Unreadable

MEMBERS_LIMIT = 10_000
PART_LIMIT = 64 << 20
"""The largest part that is read, in bytes."""

EXPANDED_LIMIT = 200 << 20
"""How many bytes all parts together may have."""

RATIO_LIMIT = 200
"""How many times larger than its packed form a part may be, once it is larger than a mebibyte."""

DEPTH_LIMIT = 200
"""The deepest nesting of elements; a table in a table in a text box needs about 30."""

_SMALL = 1 << 20
_CHUNK = 1 << 16
_NAMES = 4096
_ENCRYPTED = 0x1


class Package:
    """A zipped package, opened; names of parts are told apart without regard to case, as Office does."""

    def __init__(self, path: Path) -> None:
        """Open the file; what is damaged, encrypted or beyond the limits is `Unreadable`."""
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError) as error:
            raise Unreadable("damaged", "the package is damaged: it cannot be opened") from error
        self._members = {member.filename.lower(): member for member in self._zip.infolist()}
        try:
            self._refuse()
        except Unreadable:
            self._zip.close()
            raise
        self._expanded = 0

    def _refuse(self) -> None:
        """Raise `Unreadable` for a package beyond the limits, encrypted or ambiguous."""
        members = self._zip.infolist()
        if len(members) > MEMBERS_LIMIT:
            raise Unreadable("too-large", f"the package has more than {MEMBERS_LIMIT} parts")
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise Unreadable("encrypted", "the document is encrypted and needs a password")
        if sum(member.file_size for member in members) > EXPANDED_LIMIT:
            raise Unreadable("too-large", f"the package expands to more than {EXPANDED_LIMIT >> 20} MiB")
        if len(self._members) < len(members):
            raise Unreadable("damaged", "two parts of the package have the same name")

    def __enter__(self) -> Self:
        """Stay open until the end of the block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the file."""
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name.lower() in self._members

    def names(self) -> Iterable[str]:
        """Return the names of all parts, in small letters."""
        return self._members.keys()

    def parse(self, name: str, reader: Reader) -> bool:
        """Let the reader read one part of XML; False where there is no such part."""
        if name not in self:
            return False
        with closing(self._chunks(name)) as chunks:
            parse(chunks, reader)
        return True

    def _chunks(self, name: str) -> Generator[bytes, None, None]:
        """Yield the bytes of a part, counted while they are inflated."""
        member = self._members[name.lower()]
        _refuse_bombs(member.file_size, member.compress_size)
        size = 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._expanded += len(chunk)
                    _refuse_bombs(size, member.compress_size)
                    if self._expanded > EXPANDED_LIMIT:
                        raise Unreadable("too-large", f"the package expands to more than {EXPANDED_LIMIT >> 20} MiB")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
            raise Unreadable("damaged", "the package is damaged: a part of it cannot be unpacked") from error


def _refuse_bombs(size: int, packed: int) -> None:
    """Raise `Unreadable` for a part of this size, whether it is what the package says or what has come out so far."""
    if size > PART_LIMIT:
        raise Unreadable("too-large", f"a part of the package expands to more than {PART_LIMIT >> 20} MiB")
    if size > _SMALL and size > RATIO_LIMIT * max(1, packed):
        raise Unreadable("too-large", f"a part of the package expands more than {RATIO_LIMIT}-fold")


class Reader:
    """Takes the elements of one part as they come: what begins, what ends, and the signs between.

    Elements are named `prefix:name` by the prefixes of `vocabulary`, whatever the part itself calls them; attributes by
    their bare name, but `r:id`.
    """

    vocabulary: Mapping[str, str] = {}
    silent: frozenset[str] = frozenset()
    """Elements that are passed over with everything inside them."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.path: list[str] = []
        self.root = ""
        self._names: dict[str, str] = {}
        self.begins: dict[str, Callable[[dict[str, str]], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self._skipped = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if len(self.path) + self._skipped >= DEPTH_LIMIT:
            raise Unreadable("too-deep", f"elements are nested more than {DEPTH_LIMIT} deep")
        if self._skipped:
            self._skipped += 1
            return
        name = self._names.get(tag) or self._named(tag)
        if name in self.silent:
            self.passed_over(name)
            self._skipped = 1
            return
        self.root = self.root or name
        self.path.append(name)
        begin = self.begins.get(name)
        if begin:
            begin({_bare(key): value for key, value in attributes.items()})

    def _named(self, tag: str) -> str:
        """Return the name with the prefix that the vocabulary gives to its namespace."""
        space, _, name = tag.rpartition("}")
        named = f"{self.vocabulary.get(space[1:], '?')}:{name}"
        if len(self._names) < _NAMES:
            self._names[tag] = named
        return named

    def end(self, _tag: str) -> None:
        """Take the end of an element."""
        if self._skipped:
            self._skipped -= 1
            return
        name = self.path[-1]
        end = self.ends.get(name)
        if end:
            end()
        self.path.pop()

    def data(self, text: str) -> None:
        """Take signs, in pieces of any length."""
        if not self._skipped:
            self.signs(text)

    def signs(self, text: str) -> None:
        """Take signs that are not passed over."""

    def passed_over(self, name: str) -> None:
        """Take note of an element that is passed over."""

    def pass_over(self) -> None:
        """Pass over the element that begins, with everything inside it."""
        self._skipped = 1
        self.path.pop()

    def parent(self, back: int = 1) -> str:
        """Return the name of the element around the current one."""
        return self.path[-1 - back] if len(self.path) > back else ""

    def doctype(self, *_declared: str | None) -> None:
        """Refuse a part with a document type: it may declare entities that grow without end."""
        raise Unreadable("unsafe-xml", "a part of the document declares a document type, which is not safe to read")

    def close(self) -> None:
        """End the part."""


def parse(chunks: Iterable[bytes], reader: Reader) -> None:
    """Let the reader read XML; what is not well-formed is `Unreadable`.

    Nothing can declare an entity, since the reader refuses a document type; only `&amp;` and its kin are resolved.
    """
    target: Any = reader
    parser = etree.XMLParser(target=target, resolve_entities=True, no_network=True, load_dtd=False, huge_tree=False)
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except etree.LxmlError as error:
        raise Unreadable("damaged", "the document is damaged: a part of it is not well-formed") from error


@lru_cache(maxsize=4096)
def _bare(key: str) -> str:
    """Return an attribute's bare name; those that name a relationship keep their prefix."""
    space, _, name = key.rpartition("}")
    return f"r:{name}" if space.endswith("/relationships") else name
