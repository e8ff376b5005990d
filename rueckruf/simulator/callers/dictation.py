"""How callers say a number, and how a name is spelled."""

from random import Random

from num2words import num2words

DIGITS = ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
#: Small numbers in words, as figures.
NUMBERS = {str(num2words(number, lang="de")): str(number) for number in range(100)} | {"zwo": "2"}
#: So many digits make a sentence a dictation, in which figures stand for single digits.
DICTATED = 4
_ALPHABET = {
    "A": "Anton", "B": "Berta", "C": "Cäsar", "D": "Dora", "E": "Emil", "F": "Friedrich", "G": "Gustav",
    "H": "Heinrich", "I": "Ida", "J": "Julius", "K": "Kaufmann", "L": "Ludwig", "M": "Martha", "N": "Nordpol",
    "O": "Otto", "P": "Paula", "Q": "Quelle", "R": "Richard", "S": "Samuel", "T": "Theodor", "U": "Ulrich",
    "V": "Viktor", "W": "Wilhelm", "X": "Xanthippe", "Y": "Ypsilon", "Z": "Zacharias", "Ä": "Ärger",
    "Ö": "Ökonom", "Ü": "Übermut", "ß": "Eszett", "-": "Bindestrich",
}  # fmt: skip


def dictate(national: str, style: str, random: Random) -> str:
    """A German number with its leading zero in one of the styles of ``numbers`` in ``personas.yml``."""
    area, rest = _area(national), national[len(_area(national)) :]
    match style:
        case "single":
            return ", ".join(_words(group) for group in (area, *_groups(rest, random)))
        case "zwo":
            return dictate(national, "single", random).replace("zwei", "zwo")
        case "pairs":
            return ", ".join([_words(area), *(_pair(group) for group in _twos(rest))])
        case "figures":
            return f"{area} {rest}"
        case "spaced":
            return " ".join(national)
    raise ValueError(f"no style {style!r} of saying a number")


def halves(national: str) -> tuple[str, str]:
    """A number in two breaths: the area code, and the rest."""
    area = _area(national)
    return area, national[len(area) :]


def say_digits(digits: str) -> str:
    """The digits one by one."""
    return _words(digits)


def can_be_spelled(name: str) -> bool:
    """Whether the old German alphabet has a word for each letter."""
    return all(letter in _ALPHABET or letter.upper() in _ALPHABET for letter in name)


def spell(name: str) -> str:
    """A name with the words of the old German alphabet: "W wie Wilhelm, E wie Emil"."""
    letters = (letter if letter in _ALPHABET else letter.upper() for letter in name)
    return ", ".join(_ALPHABET[letter] if letter in "-ß" else f"{letter} wie {_ALPHABET[letter]}" for letter in letters)


def _area(national: str) -> str:
    """The part before the first pause: "030", "0221", "0171"."""
    return national[:3] if national[:3] in ("030", "040", "069", "089") else national[:4]


def _words(digits: str) -> str:
    return " ".join(DIGITS[int(digit)] for digit in digits)


def _groups(digits: str, random: Random) -> list[str]:
    size = random.choice((2, 3))
    return [digits[at : at + size] for at in range(0, len(digits), size)]


def _twos(digits: str) -> list[str]:
    odd = len(digits) % 2
    return [digits[:1]] * odd + [digits[at : at + 2] for at in range(odd, len(digits), 2)]


def _pair(digits: str) -> str:
    """ "dreiundzwanzig"; with a zero in front digit by digit."""
    return _words(digits) if len(digits) == 1 or digits[0] == "0" else str(num2words(int(digits), lang="de"))
