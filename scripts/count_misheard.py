"""Counts what a recogniser made of sentences that are known, for ``tests/callers/noise.yml``, and prints that table.

``.venv/bin/python -m scripts.count_misheard PAIRS.jsonl... > tests/callers/noise.yml``. A line of such a file is a
JSON object: ``ref`` was said, ``hyp`` recognised with confidence ``conf`` (0 to 1), ``snr`` is how far the voice is
above the noise, in dB (taken for 30 where it is missing). ``rueckruf evaluate sound`` writes one for every run.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import typer
import yaml
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from rueckruf.simulator.callers.dictation import DICTATED, NUMBERS

HEAD = """\
# What the line and the recogniser do to a sentence: counted, not thought up, by scripts/count_misheard.py.
#
# Source: 768 made-up sentences of callers, spoken by a synthetic voice (SVOX Pico, de-DE, Apache-2.0) in two timbres,
# through a telephone band (300 to 3,400 Hz, 8 kHz, mu-law) with noise, and recognised by Whisper "base" (MIT) with and
# without hints; November 2026. The pairs are this project's own, under its licence. Better recognisers err less.
#
# light: the voice 30 dB above the noise; strong: 15 dB. Of each: how many sentences came through unchanged, changed or
# not at all (then as one of `instead`), how confident the recogniser was of those (eleven quantiles), and how it wrote
# figures. Then of those that changed, how often something else was heard for a phrase (of so many times that it was
# said), for a digit, a word that stands in no row here, and a name: other letters in it, or other words instead.
"""
LIGHT_DB = 20
#: A sentence of which no more than this share of the words was recognised did not come through.
_GONE = 0.25
_LONGEST_PHRASE = 3
#: What was said less often tells nothing of itself.
_RARE = 3
_MOST_LETTERS = 4
#: Names as alike as this (0 to 100) were misheard in some letters, others are other words.
_ALIKE = 50
_QUANTILES = 10

_NAME = r"((?:[A-ZÄÖÜ][\w-]+ ?)+)"
_NAMED = re.compile(rf"(?:Name ist|[Ii]ch heiße|Hier ist|[Ii]ch bin)(?: der Herr)? {_NAME}|{_NAME}ist mein Name")
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Block(NamedTuple):
    """Neighbouring words that were said, and what was recognised for them."""

    said: tuple[str, ...]
    heard: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return self.said == tuple(word.lower() for word in self.heard)


class Line(NamedTuple):
    """A sentence, what was recognised of it, how surely, and both as ``blocks``."""

    said: str
    heard: str
    confidence: float
    is_dictated: bool
    blocks: tuple[Block, ...]

    @property
    def kept(self) -> float:
        """The share of its words that were recognised."""
        words = sum(len(block.said) for block in self.blocks)
        return sum(len(block.said) for block in self.blocks if block.is_right) / words if words else 1.0

    @property
    def fate(self) -> str:
        if all(block.is_right for block in self.blocks):
            return "unchanged"
        return "gone" if self.kept <= _GONE else "changed"


def words_of(text: str, is_dictated: bool) -> tuple[str, ...]:
    """Words as they are written, small numbers as figures; in a dictation each digit is a word."""
    words = [NUMBERS.get(word.lower(), word) for word in _WORD.findall(text)]
    if not is_dictated:
        return tuple(words)
    return tuple(part for word in words for part in (word if word.isdigit() else (word,)))


def line_of(pair: dict[str, Any]) -> Line:
    """One line of a file of pairs."""
    said, heard = pair["ref"], pair["hyp"]
    digits = sum(NUMBERS.get(word, "").isdigit() for word in _WORD.findall(said.lower()))
    is_dictated = digits >= DICTATED
    blocks = tuple(blocks_of(words_of(said.lower(), is_dictated), words_of(heard, is_dictated)))
    return Line(said, heard, pair["conf"], is_dictated, blocks)


def blocks_of(said: Sequence[str], heard: Sequence[str]) -> Iterator[Block]:
    """Both side by side; what was added stands with the word before it."""
    rows: list[Block] = []
    for block in _edits(said, heard):
        if rows and not block.is_right and _goes_with(rows[-1], block):
            before = rows.pop()
            rows.append(Block(before.said + block.said, before.heard + block.heard))
        else:
            rows.append(block)
    for row in rows:
        yield from _without_the_same_beginning(row)


def _edits(said: Sequence[str], heard: Sequence[str]) -> Iterator[Block]:
    """Word for word what stayed, and what else was heard at one go, as many digits one by one."""
    for edit in Levenshtein.opcodes(said, [word.lower() for word in heard]):
        meant = tuple(said[edit.src_start : edit.src_end])
        got = tuple(heard[edit.dest_start : edit.dest_end])
        if edit.tag == "equal" or (len(meant) == len(got) and _are_digits(meant)):
            yield from (Block((word,), (other,)) for word, other in zip(meant, got, strict=True))
        else:
            yield Block(meant, got)


def _goes_with(before: Block, block: Block) -> bool:
    return not block.said or not (before.is_right or _are_digits(before.said))


def _without_the_same_beginning(block: Block) -> Iterator[Block]:
    """Of two ways to lay words side by side the one in which those at the beginning were heard rightly."""
    said, heard = block
    while len(said) > 1 and heard and said[0] == heard[0].lower():
        yield Block(said[:1], heard[:1])
        said, heard = said[1:], heard[1:]
    yield Block(said, heard)


def _are_digits(words: Sequence[str]) -> bool:
    return all(len(word) == 1 and word.isdigit() for word in words)


def names_of(lines: Iterable[Line]) -> frozenset[str]:
    """All words that are said as a name somewhere."""
    found = (name for line in lines for names in _NAMED.findall(line.said) for name in names)
    return frozenset(word for name in found for word in _WORD.findall(name.lower()))


def table_of(lines: Sequence[Line], names: frozenset[str]) -> dict[str, Any]:
    """The table of one strength."""
    fates = Counter(line.fate for line in lines)
    changed = [line for line in lines if line.fate == "changed"]
    kinds = _by_kind(changed, names)
    return {
        "fates": dict(fates),
        "confidence": {fate: _quantiles(lines, fate) for fate in fates},
        "instead": sorted({line.heard for line in lines if line.fate == "gone"}),
        "writing": _writing([line for line in lines if line.fate != "gone"]),
        "phrases": _phrases(changed, kinds["words"]),
        "digits": _digits(kinds["digits"]),
        "other_words": _other_words(kinds["words"]),
        "names": _names(kinds["names"]),
    }


def _by_kind(lines: Iterable[Line], names: frozenset[str]) -> dict[str, list[Block]]:
    kinds: dict[str, list[Block]] = {"names": [], "digits": [], "words": []}
    for block in (block for line in lines for block in line.blocks):
        kinds[_kind(block, names)].append(block)
    return kinds


def _kind(block: Block, names: frozenset[str]) -> str:
    if set(block.said) & names:
        return "names"
    return "digits" if block.said and _are_digits(block.said) else "words"


def _other_words(blocks: Iterable[Block]) -> dict[str, int]:
    single = [block.is_right for block in blocks if len(block.said) == 1]
    return {"said": len(single), "changed": single.count(False)}


def _quantiles(lines: Iterable[Line], fate: str) -> list[float]:
    found = sorted(line.confidence for line in lines if line.fate == fate)
    return [round(found[at * (len(found) - 1) // _QUANTILES], 2) for at in range(_QUANTILES + 1)]


def _writing(lines: Sequence[Line]) -> dict[str, Any]:
    """How figures are written in dictations and elsewhere, and sentences without a capital or a mark at the end."""
    words = [word for line in lines if not line.is_dictated for word in _WORD.findall(line.heard.lower())]
    return {
        "sentences": len(lines),
        "lower_case": sum(line.heard[:1].islower() for line in lines),
        "no_mark_at_the_end": sum(line.heard[-1:].isalnum() for line in lines),
        "numbers": {"figures": sum(map(str.isdigit, words)), "words": sum(word in NUMBERS for word in words)},
        "dictations": dict(Counter(_style(line) for line in lines if line.is_dictated).most_common()),
    }


def _style(line: Line) -> str:
    """ "words", "0176" for figures without a break, else what stands between them: "0, 1", and "01, 76" for groups."""
    figures = re.search(r"\d[\d ,.-]*\d", line.heard)
    if not figures:
        return "words"
    groups = re.findall(r"\d+", figures[0])
    if len(groups) == 1:
        return "0176"
    [(between, _)] = Counter(re.findall(r"(?<=\d)\D+(?=\d)", figures[0])).most_common(1)
    return f"01{between}76" if len("".join(groups)) > 1.5 * len(groups) else f"0{between}1"


def _phrases(lines: Sequence[Line], blocks: Sequence[Block]) -> dict[str, Any]:
    """What was said, how often, and what else was heard for it; phrases that always came through have no ``heard``."""
    heard: dict[str, Counter[str]] = {}
    for block in blocks:
        if 0 < len(block.said) <= _LONGEST_PHRASE:
            row = heard.setdefault(" ".join(block.said), Counter())
            row.update([] if block.is_right else [" ".join(block.heard)])
    texts = [f" {' '.join(words_of(line.said.lower(), line.is_dictated))} " for line in lines]
    said = {phrase: sum(text.count(f" {phrase} ") for text in texts) for phrase in heard}
    return {
        phrase: {"said": said[phrase]} | ({"heard": dict(row.most_common())} if row else {})
        for phrase, row in sorted(heard.items())
        if said[phrase] >= _RARE
    }


def _digits(blocks: Iterable[Block]) -> dict[str, Any]:
    rows: dict[str, Counter[str]] = {}
    for block in blocks:
        for place, digit in enumerate(block.said):
            rest = block.heard[place:] if place == len(block.said) - 1 else block.heard[place : place + 1]
            rows.setdefault(digit, Counter())[" ".join(rest)] += 1
    return {
        digit: {"said": sum(row.values()), "heard": {heard: n for heard, n in row.most_common() if heard != digit}}
        for digit, row in sorted(rows.items())
    }


def _names(blocks: Iterable[Block]) -> dict[str, Any]:
    said, gone, changed_words, instead = 0, 0, 0, set()
    letters: Counter[tuple[str, str]] = Counter()
    edits: Counter[int] = Counter()
    for block in blocks:
        said += len(block.said)
        meant, got = "".join(block.said), "".join(block.heard).lower()
        if block.is_right:
            continue
        if ratio(meant, got) < _ALIKE:
            gone += len(block.said)
            instead.add(" ".join(block.heard))
            continue
        changed = [pair for pair in _letters(meant, got) if max(map(len, pair)) <= _MOST_LETTERS]
        changed_words += len(block.said)
        letters.update(changed)
        edits[len(changed)] += 1
    rows = [f"{meant}>{heard}" for meant, heard in sorted(letters)]
    return {
        "said": said,
        "gone": gone,
        "changed": changed_words,
        "instead": sorted(instead - {""}),
        "changed_letters": {number: edits[number] for number in sorted(edits) if number},
        "letters": dict(zip(rows, (letters[pair] for pair in sorted(letters)), strict=True)),
    }


def _letters(said: str, heard: str) -> Iterator[tuple[str, str]]:
    """Other letters for some; what was added stands with the letter before it."""
    for edit in Levenshtein.opcodes(said, heard):
        begin = max(edit.src_start - 1, 0) if edit.tag == "insert" else edit.src_start
        meant = said[begin : max(edit.src_end, begin + 1)]
        added = meant if edit.tag == "insert" else ""
        if edit.tag != "equal":
            yield meant, added + heard[edit.dest_start : edit.dest_end]


def main(
    files: list[Path] = typer.Argument(  # noqa: B008
        ..., metavar="PAIRS.jsonl...", exists=True, dir_okay=False, help="What was said and what was heard."
    ),
) -> None:
    """Count what a recogniser made of known sentences, and print the table of tests/callers/noise.yml."""
    pairs = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    strengths = {"light": [pair for pair in pairs if pair.get("snr", 30) > LIGHT_DB]}
    strengths["strong"] = [pair for pair in pairs if pair not in strengths["light"]]
    names = names_of(map(line_of, pairs))
    tables = {strength: table_of([line_of(pair) for pair in those], names) for strength, those in strengths.items()}
    print(HEAD + yaml.safe_dump(tables, allow_unicode=True, sort_keys=False, width=110), end="")


if __name__ == "__main__":
    typer.run(main)
