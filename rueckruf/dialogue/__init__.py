"""The callback form: what one utterance changes in it.

Pure: the state before, what was heard and what was asked go in (``hear``); the slots that change and the remarks to be
made come out. What is asked decides how something is read: "zwei drei vier" answers the question for the number, not
the one for the time. What an answer is stands in ``rueckruf/answers/``, one file each.
"""
