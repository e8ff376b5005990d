"""A hunt for what callers could say that makes a reader fail or slow: ``python -m tests.fuzz.hunt``."""
