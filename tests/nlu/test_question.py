"""QuestionClassifier: a question that no intent surely fits waits for the callback, and facts are told."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.shared.nlu.training_data.message import Message

from rueckruf.dialogue.heard import SURE
from rueckruf.nlu.question import QuestionClassifier
from tests.support.yaml_files import read_yaml

CORPUS: dict[str, list[str]] = read_yaml(Path(__file__).parents[1] / "corpus" / "questions.yml")
#: A question about the callers' own matters may tell what they ring for: either way it is kept for the callback.
KEPT = {"off_topic", "inform_concern"}

UNSURE = SURE - 0.01


def meant(text: str, taken_for: str, confidence: float = UNSURE, **more: Any) -> str:
    """The intent, where the classifier has named another before."""
    ranking = [{"name": taken_for, "confidence": confidence}, {"name": "moment", "confidence": 0.3}]
    message = Message({"text": text, "intent": ranking[0], "intent_ranking": ranking, **more})
    QuestionClassifier().process([message])
    assert message.get("intent_ranking")[0]["name"] == message.get("intent")["name"]
    return str(message.get("intent")["name"])


@pytest.mark.unit
class TestOneQuestion:
    @pytest.mark.parametrize("intent", ["ask_privacy_officer", "ask_opening_hours", "small_talk", "nlu_fallback"])
    def test_an_unsure_guess_is_put_off(self, intent: str) -> None:
        assert meant("wer ist bei Ihnen der Chef", intent) == "off_topic"

    def test_a_sure_one_stays(self) -> None:
        assert meant("wer ist bei Ihnen der Chef", "ask_privacy_officer", SURE) == "ask_privacy_officer"

    def test_so_does_one_whose_fact_the_words_name(self) -> None:
        assert meant("wann machen Sie am Samstag zu", "ask_opening_hours") == "ask_opening_hours"

    def test_what_is_not_understood_may_name_a_fact_as_well(self) -> None:
        ranking = [{"name": "nlu_fallback", "confidence": 0.25}, {"name": "ask_recording", "confidence": 0.2}]
        text = "gibt es davon eine Audiodatei"
        assert meant(text, "nlu_fallback", 0.25, intent_ranking=ranking) == "ask_recording"

    def test_so_is_an_answer_that_no_reader_finds(self) -> None:
        assert meant("wann kommt denn der Schrank", "inform_callback_time") == "off_topic"

    @pytest.mark.parametrize(
        "intent", ["request_callback", "affirm", "deny", "correct", "cancel", "emergency", "repeat"]
    )
    def test_wishes_and_verdicts_stay(self, intent: str) -> None:
        assert meant("wer ist bei Ihnen der Chef", intent) == intent

    def test_a_value_in_it_is_left_to_its_reader(self) -> None:
        assert (
            meant("darf es auch um vier sein", "nlu_fallback", entities=[{"entity": "callback_time"}]) == "nlu_fallback"
        )

    def test_one_that_is_likelier_than_all_others_by_far_is_followed(self) -> None:
        ranking = [{"name": "ask_privacy", "confidence": 0.34}, {"name": "help", "confidence": 0.16}]
        assert meant("guckt sich das dann einer an", "ask_privacy", 0.34, intent_ranking=ranking) == "ask_privacy"
        ranking[1]["confidence"] = 0.2
        assert meant("schaut sich das dann einer an", "ask_privacy", 0.34, intent_ranking=ranking) == "off_topic"

    def test_the_fact_that_is_named_counts_before_one_that_is_somewhat_likelier(self) -> None:
        likely = {"help": 0.35, "moment": 0.3, "ask_privacy": 0.27}
        ranking = [{"name": name, "confidence": confidence} for name, confidence in likely.items()]
        text = "was tu ich, damit meine Daten verschwinden"
        assert meant(text, "help", 0.35, intent_ranking=ranking) == "ask_privacy"
        ranking[2]["confidence"] = 0.1
        assert meant(text, "help", 0.35, intent_ranking=ranking) == "off_topic"

    def test_a_fact_that_is_asked_for_is_no_withdrawal(self) -> None:
        ranking = [{"name": "cancel", "confidence": 0.8}, {"name": "ask_privacy", "confidence": 0.1}]
        assert meant("wann löschen Sie das wieder", "cancel", 0.8, intent_ranking=ranking) == "ask_privacy"
        assert meant("löschen Sie das wieder", "cancel", 0.8, intent_ranking=ranking) == "cancel"

    def test_no_question_stays(self) -> None:
        assert meant("bei Ihnen ist der Chef", "nlu_fallback") == "nlu_fallback"


@pytest.fixture(scope="module")
def agent(trained_model: Path) -> Agent:
    return Agent.load(str(trained_model))


@pytest.mark.model
@pytest.mark.parametrize(("intent", "text"), [(intent, text) for intent, texts in CORPUS.items() for text in texts])
def test_strangers_questions(agent: Agent, intent: str, text: str) -> None:
    understood = asyncio.run(agent.parse_message(text))["intent"]["name"]
    assert understood in (KEPT if intent == "off_topic" else {intent})
