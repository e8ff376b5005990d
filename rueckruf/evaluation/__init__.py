"""How well spoken German is understood, beside other systems: ``rueckruf evaluate understanding``.

In the order of a run: ``cases`` (what is said and meant), ``systems`` and ``peers`` (who reads it), ``scores`` (how
right that was), ``tables``, ``chart`` and ``worst_cases`` (how it is shown), ``understanding`` (the command).
"""
