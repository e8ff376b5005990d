"""Callers by sound: a voice (``voice``), a telephone line (``band``) and a recogniser (``recogniser``).

``make sound`` installs what the first and the last need (``parts``); the program itself needs none of it.
"""
