"""What whoever answers for the data must know before it can be done."""


class PrivacyError(ValueError):
    """Why something is not done, in one German sentence without personal data."""
