"""Simulated callers: what they want (``goals``), how they speak (``personas``, ``dictation``), what they make of what
they hear (``listening``), what they answer (``caller``), and what the line makes of that (``noise``).

The material is ``tests/callers/*.yml``: it measures the program and is no part of it.
"""
