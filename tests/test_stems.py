"""One topic, one stem: whoever knows the name of a slot finds everything about it."""

import pytest

from rueckruf.project import DATA, DOMAIN, ROOT
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

domain = read_yaml(DOMAIN)
STEMS = domain["forms"]["callback_form"]["required_slots"]
#: Asked by the form beyond the slots that a callback needs; its file is named after what it shows.
SUMMARY = "confirmed"
PLACES = ("data/nlu/callback/inform_{}.yml", "data/responses/{}.yml", "rueckruf/answers/{}.py")
#: What Rasa finds in every utterance, whatever is asked, has a reader of its own.
ENTITIES = domain["entities"]
PLACES_OF_ENTITIES = (
    "data/vocabulary/{}.yml",
    "rueckruf/spoken/*/{}.py",
    "rueckruf/nlu/{}.py",
    "tests/corpus/{}.yml",
)


def responses() -> dict[str, str]:
    """Name of each response and the stem of its file."""
    return {name: file.stem for file in (DATA / "responses").glob("*.yml") for name in read_yaml(file)["responses"]}


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("place", PLACES)
def test_each_topic_has_its_file_in_each_place(stem: str, place: str) -> None:
    assert len(list(ROOT.glob(place.format(stem)))) == 1


@pytest.mark.parametrize("stem", ENTITIES)
@pytest.mark.parametrize("place", PLACES_OF_ENTITIES)
def test_each_entity_has_its_reader_in_each_place(stem: str, place: str) -> None:
    assert len(list(ROOT.glob(place.format(stem)))) == 1


@pytest.mark.parametrize("stem", STEMS)
def test_slot_intent_and_question_are_named_alike(stem: str) -> None:
    assert stem in domain["slots"]
    assert set(ENTITIES) <= set(STEMS)
    assert f"inform_{stem}" in domain["intents"]
    assert responses()[f"utter_ask_{stem}"] == stem


def test_what_is_said_about_a_topic_lies_in_its_file() -> None:
    for name, file in responses().items():
        for kind in ("utter_ask_", "utter_invalid_", "utter_changed_"):
            topic = name.removeprefix(kind)
            if topic not in (name, SUMMARY):
                assert topic == file or (kind == "utter_invalid_" and topic.startswith(f"{file}_")), name
