"""A unit that is said once for two lengths: "frühestens in *zwei*, spätestens in drei Stunden"."""

from dataclasses import replace

from rueckruf.spoken.time.words import Lexeme, Words


def with_units_said_once(words: Words) -> Words:
    """The words with the unit of the other length behind "in" and a number that have none of their own."""
    counted = [at + 1 for at in range(len(words) - 1) if words.has(at, "in") and words.has(at + 1, "number")]
    units = [words[at + 1] for at in counted if words.has(at + 1, "unit")]
    if len(counted) != 2 or len(units) != 1:
        return words
    bare = next(at for at in counted if not words.has(at + 1, "unit"))
    alone = words.ends_clause(bare + 1) or words.has(bare + 1, "either", "also")
    return Words(_with_unit(words, bare, units[0])) if alone else words


def _with_unit(words: Words, number: int, unit: Lexeme) -> list[Lexeme]:
    end = words[number].end
    return [*words.lexemes[: number + 1], replace(unit, start=end, end=end), *words.lexemes[number + 1 :]]
