"""Templates whose values somebody said or typed: in the Markdown they are nothing but text."""

import re
from typing import Any

from rueckruf.privacy.documents import TEMPLATES

# What would become markup of Markdown, or an entity of the HTML that it allows. Values never begin a line.
_MARKUP = re.compile(r"[\\`*\[\]<>|]|~~|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")


def _plain(value: Any) -> str:
    """Any value as Markdown that shows just that, in a cell too."""
    return "<br>".join(_MARKUP.sub(lambda found: f"\\{found[0]}", line) for line in str(value).splitlines())


OF_VALUES = TEMPLATES.overlay(finalize=_plain)
