"""The cases to measure with: whole, dated, and with their sources named."""

from collections.abc import Callable

import pytest

from rueckruf.evaluation import cases, corpora
from rueckruf.evaluation.cases import DATA, Case
from rueckruf.spoken.name.caller_name import read_caller_name
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

README = (DATA / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", sorted(DATA.glob("*.jsonl")), ids=lambda file: file.name)
def test_each_file_is_told_in_the_readme_with_its_size_and_fields(file: pytest.Item) -> None:
    rows = cases.rows(file.name.removesuffix(".jsonl"))

    assert f"| `{file.name}` | {len(rows)} |" in README
    assert all(f"`{field}`" in README for field in rows[0])


@pytest.mark.parametrize("licence", ["duckling-BSD-3-Clause", "lingua-franca-Apache-2.0", "chrono-MIT"])
def test_foreign_cases_come_with_their_licence(licence: str) -> None:
    assert f"licenses/{licence}.txt" in README
    assert (DATA / "licenses" / f"{licence}.txt").is_file()


def test_each_foreign_case_tells_its_source_by_its_id() -> None:
    for row in cases.rows("time") + cases.rows("time_negatives"):
        assert row["id"].startswith(("duckling_", "lingua_", "chrono_"))


@pytest.mark.parametrize("load", [cases.phones, corpora.times, corpora.phones, corpora.names])
def test_positives_tell_what_is_meant(load: Callable[[], list[Case]]) -> None:
    assert load()
    assert all(case.text and case.want for case in load())


@pytest.mark.parametrize(
    "load",
    [
        cases.without_time,
        cases.without_phone,
        corpora.without_time,
        corpora.without_phone,
        corpora.without_name,
    ],
)
def test_negatives_mean_nothing(load: Callable[[], list[Case]]) -> None:
    assert load()
    assert {case.want for case in load()} == {None}


def test_a_time_asks_for_its_start_and_a_range_for_both_bounds() -> None:
    assert {len(case.want or ()) for case in cases.times("text") if case.want and case.want[0]} == {1}
    assert all(None not in (case.want or (None,)) and len(case.want or ()) == 2 for case in cases.ranges("text"))


def test_the_parts_of_a_name_stand_in_order() -> None:
    wanted = [case.want for case in corpora.names()]

    assert (None, "Sabine", "Brandt") in wanted
    assert ("Dr.", None, "Lang") in wanted


def test_every_way_to_say_a_name_is_measured() -> None:
    entries = read_yaml(corpora.CORPORA / "caller_name.yml")
    cases_of_names = corpora.names()

    assert len(cases_of_names) == sum(len(entry["said"]) for entry in entries) > 100
    assert all(any(case.want or ()) for case in cases_of_names)
    right = sum(read_name(case) == case.want for case in cases_of_names)
    assert right == len(cases_of_names)


def read_name(case: Case) -> tuple[str | None, ...] | None:
    reading = read_caller_name(case.text, expected=True)
    return (reading.title, reading.first, reading.last) if reading else None


def test_an_open_bound_of_the_corpus_is_none() -> None:
    wanted = {case.group: case.want for case in corpora.times() if case.want}

    assert None not in wanted["intervals"]
    assert None in wanted["open"]
    assert wanted["instants"][1] is None


def test_a_number_dictated_before_its_prefix_is_put_in_order() -> None:
    wanted = {case.id.split()[0]: case.want for case in cases.recognised("ref", "phone")}

    assert wanted["u069"] == ("+49911478912",)


def test_a_sentence_said_once_is_recognised_several_times() -> None:
    said, heard = (cases.recognised(field, "name") for field in ("ref", "hyp"))

    assert len({case.text for case in said}) == len(said)
    assert len(heard) == 3 * len(said)


def test_what_was_said_gives_the_meaning_of_what_was_recognised() -> None:
    heard = cases.recognised_times(lambda case: (case.text,))

    assert heard
    assert all(case.want and case.group == "hyp" for case in heard)
