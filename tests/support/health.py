"""What a server says of itself."""

import json
import urllib.error
import urllib.request


def health(url: str, path: str = "/health") -> tuple[int, list[str]]:
    """Status of /health, or of another address that tells the like, and the failing parts it names."""
    try:
        with urllib.request.urlopen(f"{url}{path}") as answer:  # noqa: S310 - our own loopback address
            return answer.status, json.load(answer).get("failing", [])
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)["failing"]
