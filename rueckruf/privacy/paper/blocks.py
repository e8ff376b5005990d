"""What a paper consists of, read from its Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

_BREAKS = ("<br>", "<br/>")
_BOXES = (("[ ] ", "☐ "), ("[x] ", "☒ "))


@dataclass(frozen=True)
class Run:
    """A piece of text in one style; it may hold line breaks."""

    text: str
    bold: bool = False
    code: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A heading of a ``level`` from 1, a paragraph, an item of a list as deep as its ``level``, or an end of a page."""

    kind: Literal["heading", "paragraph", "item", "page_end"]
    text: Text = ()
    level: int = 0

    @property
    def plain(self) -> str:
        return plain(self.text)


@dataclass(frozen=True)
class Table:
    """Rows of cells, the first row being the head, which may be empty."""

    rows: tuple[tuple[Text, ...], ...]

    @property
    def has_head(self) -> bool:
        return any(self.rows[0])


def plain(text: Text) -> str:
    """The text without its styles."""
    return "".join(run.text for run in text)


def read_blocks(markdown: str) -> list[Block | Table]:
    """The blocks in order: headings, paragraphs, lists, tables and ends of pages (``---``): all that papers use."""
    return list(_Reader(MarkdownIt("commonmark").enable("table").parse(markdown)).blocks())


def title_of(blocks: Sequence[Block | Table]) -> str:
    """The first heading; empty where there is none."""
    return next((block.plain for block in blocks if isinstance(block, Block) and block.kind == "heading"), "")


class _Reader:
    """Follows the tokens of a document, which open and close what they stand for."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = iter(tokens)
        self._depth = 0

    def blocks(self) -> Iterator[Block | Table]:
        kind: tuple[Literal["heading", "paragraph"], int] = "paragraph", 0
        first = False  # whether an item has just begun
        for token in self._tokens:
            if token.type == "table_open":
                yield self._table()
            elif token.type == "hr":
                yield Block("page_end")
            elif token.type in ("bullet_list_open", "bullet_list_close"):
                self._depth += token.nesting
            elif token.type == "list_item_open":
                first = True
            elif token.type == "heading_open":
                kind = "heading", int(token.tag[1:])
            elif token.type == "inline":
                text = _text(token)
                yield Block("item", text, self._depth) if first else Block(kind[0], text, kind[1] or self._depth)
                kind, first = ("paragraph", 0), False

    def _table(self) -> Table:
        rows: list[list[Text]] = []
        for token in self._tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(_text(token))
        return Table(tuple(map(tuple, rows)))


def _text(token: Token) -> Text:
    runs, bold = [], False
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            bold = child.nesting > 0
        elif written := _written(child):
            runs.append(Run(written, bold, child.type == "code_inline"))
    for mark, box in _BOXES:
        if runs and runs[0].text.startswith(mark):
            runs[0] = Run(box + runs[0].text.removeprefix(mark), runs[0].bold)
    return tuple(runs)


def _written(token: Token) -> str:
    if token.type == "hardbreak" or token.content in _BREAKS:
        return "\n"
    return " " if token.type == "softbreak" else token.content
