"""What a server says of itself."""

import json
import urllib.error
import urllib.request


def health(url: str) -> tuple[int, list[str]]:
    """Status of /health and the failing parts it names."""
    try:
        with urllib.request.urlopen(f"{url}/health") as answer:  # noqa: S310 - our own loopback address
            return answer.status, json.load(answer).get("failing", [])
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)["failing"]
