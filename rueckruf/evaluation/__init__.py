"""Three measures of the whole.

``rueckruf evaluate understanding``: how well spoken German is understood, also by other systems. In the order of a run:
``cases`` (what is said and meant), ``systems`` and ``peers`` (who reads it), ``scores`` (how right that was),
``tables``, ``chart`` and ``worst_cases`` (how it is shown), ``understanding`` (the command).

``rueckruf evaluate calls``: what simulated callers (``rueckruf/simulator/callers``) reach: ``call_records`` (what
became of a call), ``call_tables`` and ``call_chart`` (how it is shown), ``calls`` (the command).

``rueckruf evaluate model``: whether a trained model may be served. ``intents`` (what is said, what it is taken for,
which confusions are expensive), ``intervals`` (what may be chance), ``gate`` (two models on the same cases),
``accepted`` (the figures in the repository), ``model_report`` and ``model_chart`` (how it is shown), ``model`` (the
command).

``rueckruf evaluate turns``: whom the end of a turn cuts off: ``dictations`` (what is said, and where people pause),
``turn_ends`` (which pauses are taken for the end), ``turn_chart`` (how it is shown), ``turns`` (the command).
"""
