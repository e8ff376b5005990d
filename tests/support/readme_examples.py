"""The examples of data/README.md, and how a designer puts them into the files."""

import re
from pathlib import Path

from rueckruf.project import ROOT

README = ROOT / "data" / "README.md"
TEXT = README.read_text(encoding="utf-8")
#: File and text of each example.
EXAMPLES: list[tuple[str, str]] = re.findall(r"```yaml\n# (\S+)\n(.*?)```", TEXT, re.DOTALL)


def paste(file: Path, example: str) -> None:
    """Into a new file; in the place of a rule, a story or an entry of that name; below the line that is there already;
    or at the end.
    """
    content = file.read_text(encoding="utf-8") if file.exists() else ""
    line, rest = example.split("\n", 1)
    key = line.partition(":")[0]
    if re.match(r"  - (rule|story): ", line) and f"\n{line}\n" in content:
        begin = content.index(f"\n{line}\n") + 1
        end = content.find("\n\n", begin)
        content = content[:begin] + example + (content[end + 1 :] if end >= 0 else "")
    elif not rest:
        content, count = re.subn(rf"(?m)^{re.escape(key)}:.*$", example.rstrip("\n"), content)
        assert count == 1, f"{key} stands {count} times in {file.name}"
    elif f"\n{line}\n" in content:
        content = content.replace(f"\n{line}\n", f"\n{line}\n{rest}", 1)
    else:
        content += example
    file.write_text(content, encoding="utf-8")
