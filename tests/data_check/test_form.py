"""What the form asks for, and in which order, is for ``required_slots`` to say."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

REQUIRED = "[caller_name, phone_number, callback_time]"


def test_the_order_is_free(project: Project) -> None:
    project.replace("domain.yml", REQUIRED, "[callback_time, caller_name, phone_number]")

    assert project.faults() == []


def test_a_slot_that_no_answer_declares(project: Project) -> None:
    project.replace("domain.yml", REQUIRED, "[caller_name, phone_number, outcome, callback_time]")

    assert (
        "domain.yml:16: no answer in rueckruf/answers/ declares 'outcome': there are callback_time, caller_name, "
        "concern, phone_number" in project.faults()
    )


def test_what_a_callback_needs_is_asked_for(project: Project) -> None:
    project.replace("domain.yml", REQUIRED, "[caller_name, phone_number]")

    assert "domain.yml:15: a callback needs 'callback_time': list it in required_slots" in project.faults()
