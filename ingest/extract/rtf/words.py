"""The control words of RTF that matter for text: signs, places where text goes, charsets."""

from __future__ import annotations

import codecs

SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "",
    "zwnbo": "",
    "~": "\u00a0",
    "-": "\u00ad",
    "_": "\u2011",
}

MARGINS = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "head"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "foot"),
}

INFO = {
    "title": "title",
    "author": "creator",
    "operator": "last editor",
    "subject": "subject",
    "keywords": "keywords",
    "doccomm": "description",
    "company": "company",
    "category": "category",
}
DATES = {"creatim": "created", "revtim": "modified"}

PASSED = frozenset(
    [
        "aftncn",
        "aftnsep",
        "aftnsepc",
        "atnauthor",
        "atndate",
        "atnid",
        "atnref",
        "atrfend",
        "atrfstart",
        "background",
        "bkmkcolf",
        "bkmkend",
        "bkmkstart",
        "colorschememapping",
        "colortbl",
        "datastore",
        "defchp",
        "defpap",
        "docvar",
        "falt",
        "filetbl",
        "fontemb",
        "fontfile",
        "ftncn",
        "ftnsep",
        "ftnsepc",
        "gridtbl",
        "htmltag",
        "keycode",
        "latentstyles",
        "levelnumbers",
        "leveltext",
        "listname",
        "listoverridetable",
        "listpicture",
        "listtable",
        "mhtmltag",
        "nesttableprops",
        "nonesttables",
        "nonshppict",
        "objalias",
        "objclass",
        "objdata",
        "objname",
        "objsect",
        "panose",
        "pgdsctbl",
        "pgptbl",
        "pn",
        "pnseclvl",
        "pntxta",
        "pntxtb",
        "protusertbl",
        "revtbl",
        "rsidtbl",
        "rxe",
        "shprslt",
        "sn",
        "sp",
        "sv",
        "tc",
        "template",
        "themedata",
        "txe",
        "userprops",
        "wgrffmtfilter",
        "xe",
        "xmlnstbl",
    ]
)
"""Groups that hold no text of the document."""

READ_THOUGH_STARRED = frozenset(
    [
        "shpinst",
        "shppict",
        "fldinst",
        "generator",
        "ud",
        "footnote",
        "annotation",
        "moMath",
        "dptxbxtext",
        "do",
        "listtext",
        "pntext",
    ]
)
r"""Groups that begin with `\*` (skip me if you do not know me) and are known."""

_CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
SYMBOLS = 2
"""The charset of symbol fonts."""

MACHINES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


def font_charset(number: int) -> str:
    """Return the codec of a font's charset, empty where the document's own is meant or it is unknown."""
    return _CHARSETS.get(number, "")


def codepage(number: int) -> str:
    """Return the codec of a Windows code page, empty where Python has none."""
    name = {0: "cp1252", 10000: "mac_roman", 65001: "utf-8"}.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return name
