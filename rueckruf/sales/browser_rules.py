"""What browsers may do with pages of ours: nothing that does not come with them, and keep none."""

import json

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the small pictures inside Pico.css
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

# No script, style or history of its own: the policy forbids the first two, and pages must not be kept.
HTMX_CONFIG = json.dumps(
    {
        "allowEval": False,
        "allowScriptTags": False,
        "includeIndicatorStyles": False,
        "selfRequestsOnly": True,
        "historyEnabled": False,
        "historyCacheSize": 0,
        "timeout": 15000,
        "responseHandling": [
            {"code": "(204|304)", "swap": False},
            {"code": "[23]..", "swap": True},
            # An error comes as a whole page: it takes the place of what was there.
            {"code": "[45]..", "swap": True, "target": "#content", "select": "#content", "swapOverride": "outerHTML"},
        ],
    }
)


def headers(microphone: str = "()") -> dict[str, str]:
    """The headers of every answer; ``microphone``: whose scripts may ask for it, as Permissions-Policy writes that."""
    return {
        "Content-Security-Policy": "; ".join(f"{what} {whence}" for what, whence in _POLICY.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": f"camera=(), geolocation=(), microphone={microphone}",
    }
