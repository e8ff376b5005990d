"""What is answered off the subject leads back to the form, or ends the call: else nothing is asked any more."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from rueckruf.data_check.dialogue import Path, Step
from rueckruf.data_check.fault import Faults, Located, at
from rueckruf.data_check.replay import LISTEN
from rueckruf.data_check.responses import Response

#: Nobody is on the line any more.
HUNG_UP = "call_ended"


def check_returning(
    rules: Sequence[Path],
    stories: Sequence[Path],
    forms: Mapping[str, Located],
    said: Mapping[str, Response],
    faults: Faults,
) -> None:
    """Rules and stories inside a form after which the caller waits in vain for a question.

    A rule that does not name the form is led back to it by Rasa itself. A story is inside the form until it leaves it:
    that is where callers speak.
    """
    form = next(iter(forms), "")
    for path in (*(rule for rule in rules if _is_inside(rule, forms)), *stories) if form else ():
        turns = list(_turns(path))
        for turn in turns if path.waits else turns[:-1]:
            if not (_returns(turn, forms) or _ends_the_call(turn, said)):
                problem = f"{path.kind} '{path.name}' leaves the caller without a question: go on with"
                problem += f" 'action: {form}' and 'active_loop: {form}', or end the call"
                faults.add(turn[-1], problem, "data/responses", "domain.yml/forms", at(forms[form]))


def _is_inside(rule: Path, forms: Collection[str]) -> bool:
    """Whether a rule begins inside a form, at its end, or leads into it at the beginning of the call."""
    asks = any(step.kind == "active_loop" and step.name in forms for step in rule.conditions)
    return asks or rule.begins or (bool(rule.steps) and _is_form(rule.steps[0], forms))


def _turns(path: Path) -> Iterator[list[Step]]:
    """The steps from one utterance of the caller to the next, as long as the form is not left."""
    turn: list[Step] = []
    left = False
    for step in path.steps:
        if turn and any(choice.kind in ("intent", "user") for choice in step.flat()):
            yield turn
            turn = []
            if left:
                return
        turn.append(step)
        if step.kind == "active_loop":
            left = step.name == "null"
    if turn and any(step.kind == "action" for step in turn):
        yield turn


def _is_form(step: Step, forms: Collection[str]) -> bool:
    return step.kind == "action" and step.name in forms


def _returns(turn: Sequence[Step], forms: Collection[str]) -> bool:
    actions = [step for step in turn if step.kind in ("action", "active_loop") and step.name != LISTEN]
    return len(actions) > 1 and _is_form(actions[-2], forms) and actions[-1].name == actions[-2].name


def _ends_the_call(turn: Sequence[Step], said: Mapping[str, Response]) -> bool:
    """Whether the caller has hung up or a response hangs up; a missing response may do so."""
    utterances = [step.name for step in turn if step.kind == "action" and step.name.startswith("utter_")]
    return turn[0].name == HUNG_UP or any(name not in said or _hangs_up(said[name]) for name in utterances)


def _hangs_up(response: Response) -> bool:
    """Whether each of its wordings hangs up or connects the caller to somebody else."""
    return all(wording.is_true("hang_up") or wording.is_true("transfer") for wording in response.variations)
