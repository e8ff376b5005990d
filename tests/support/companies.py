"""Parts of ``company.yml`` to be replaced, each with what takes its place."""

from collections.abc import Sequence

Replacements = Sequence[tuple[str, str]]

#: What a company without a parent writes.
WITHOUT_PARENT: Replacements = (
    ("parent: Musterwerk Holding AG\n", 'parent: ""\n'),
    ("  parent: Konzernvertrieb der Musterwerk Holding AG\n", ""),
    ("  parent_address: Musterallee 2, 80331 München\n", ""),
    ("  parent_way: joint\n", ""),
    ('    parent: ""\n', ""),
)

#: A team of its own for complaints, and what they are known by.
WITH_SERVICE: Replacements = (
    (
        "  company: Vertrieb der Musterwerk GmbH\n",
        "  company: Vertrieb der Musterwerk GmbH\n  service: Kundendienst der Musterwerk GmbH\n",
    ),
    (
        "  default: company\n",
        "  default: company\n"
        "  topics:\n"
        "    - name: Reklamation\n"
        "      words: [Reklamation, beschädigt, kaputt]\n"
        "      recipient: service\n"
        "    - name: Rechnung\n"
        "      words: [Rechnung]\n"
        "      recipient: company\n",
    ),
)

#: Sales of the company promises a first attempt within half an hour.
WITH_SLA: Replacements = (
    (
        "  company: Vertrieb der Musterwerk GmbH\n",
        "  company: {title: Vertrieb der Musterwerk GmbH, sla_minutes: 30}\n",
    ),
)


def replaced(text: str, replacements: Replacements) -> str:
    """``text`` with each part replaced once."""
    for old, new in replacements:
        assert old in text, f"{old!r} is not there"
        text = text.replace(old, new, 1)
    return text
