"""Candidates come into service only by the gate and whole, and one step leads back."""

import os
import shutil
from pathlib import Path

import pytest

from rueckruf import project
from rueckruf.project import newest_model
from rueckruf.server.model import ModelError
from rueckruf.server.model_card import CardError, card_file, write_card
from rueckruf.server.promotion import PromotionError, candidate_of, listed, promote, rollback
from tests.support.models import card_for, model_of

pytestmark = pytest.mark.unit

AN_HOUR = 3600 * 10**9


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """models/ with "old" in service."""
    folder = tmp_path / "models"
    monkeypatch.setattr(project, "MODELS", folder)
    monkeypatch.setattr(project, "CANDIDATES", folder / "candidates")
    model_of(folder / "old.tar.gz", intents=("old",))
    return folder


def candidate(name: str = "new", passed: bool = True) -> Path:
    """A model that was compared with the one in service."""
    model = model_of(project.CANDIDATES / f"{name}.tar.gz", intents=(name, "candidate"))
    write_card(card_file(model), card_for(model, newest_model(), passed), f"# {name}")
    return model


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if file.is_file()}


class TestPromotion:
    def test_the_candidate_is_served_with_its_card(self, models: Path) -> None:
        content = candidate().read_bytes()
        assert promote(candidate_of(None), keep=5) == newest_model() == models / "new.tar.gz"
        assert (models / "new.tar.gz").read_bytes() == content
        assert names(models) == {"old.tar.gz", "new.tar.gz", "new.md"}
        assert names(models / "candidates") == set()

    def test_it_may_be_typed_from_where_one_stands(self, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        candidate()
        monkeypatch.chdir(models)
        promote(Path("candidates/new.tar.gz"), keep=5)
        assert names(models / "candidates") == set()

    @pytest.mark.parametrize("later", [-AN_HOUR, AN_HOUR])
    def test_it_is_the_newest_whenever_it_was_trained(self, models: Path, later: int) -> None:
        trained = (models / "old.tar.gz").stat().st_mtime_ns + later
        os.utime(models / "old.tar.gz", ns=(trained, trained))
        promote(candidate(), keep=5)
        assert newest_model() == models / "new.tar.gz"

    def test_the_first_needs_none_before_it(self, models: Path) -> None:
        (models / "old.tar.gz").unlink()
        promote(candidate(), keep=5)
        assert newest_model() == models / "new.tar.gz"

    def test_a_file_from_elsewhere_stays_there(self, models: Path, tmp_path: Path) -> None:
        elsewhere = model_of(tmp_path / "elsewhere.tar.gz")
        write_card(card_file(elsewhere), card_for(elsewhere, newest_model()), "")
        promote(elsewhere, keep=5)
        assert newest_model() == models / "elsewhere.tar.gz"
        assert elsewhere.exists()

    def test_the_last_ones_are_kept_and_what_was_not_promoted(self, models: Path) -> None:
        for name in ("a", "b", "c", "d"):
            promote(candidate(name), keep=2)
        assert names(models) == {"old.tar.gz", "c.tar.gz", "c.md", "d.tar.gz", "d.md"}

    def test_who_has_not_passed_is_refused(self, models: Path) -> None:
        with pytest.raises(PromotionError, match=r"new.tar.gz: has not passed the gate, see .*candidates/new.md"):
            promote(candidate(passed=False), keep=5)
        assert newest_model() == models / "old.tar.gz"

    def test_who_was_not_measured_is_refused(self, models: Path) -> None:
        model = model_of(models / "candidates/new.tar.gz")
        with pytest.raises(PromotionError, match=r"not measured: `rueckruf evaluate model .*candidates/new.tar.gz`"):
            promote(model, keep=5)

    def test_who_was_compared_with_another_one_is_refused(self, models: Path) -> None:
        model = candidate()
        promote(candidate("other"), keep=5)
        with pytest.raises(PromotionError, match="was compared with another model than the one in service"):
            promote(model, keep=5)

    def test_who_is_in_service_is_told_so(self, models: Path) -> None:
        promote(candidate(), keep=5)
        with pytest.raises(PromotionError, match="is in service already"):
            promote(models / "new.tar.gz", keep=5)

    def test_another_model_of_that_name_is_not_written_over(self, models: Path) -> None:
        with pytest.raises(PromotionError, match=r"models/old.tar.gz: is there already"):
            promote(candidate("old"), keep=5)

    def test_without_a_candidate_it_says_how_to_get_one(self, models: Path) -> None:
        with pytest.raises(PromotionError, match="`rueckruf train --candidate` makes one"):
            candidate_of(None)

    def test_a_file_that_is_no_model_is_refused(self, models: Path) -> None:
        with pytest.raises(ModelError, match=r"gone.tar.gz: there is no such file"):
            promote(models / "gone.tar.gz", keep=5)

    @pytest.mark.parametrize("at", ["copyfile", "fsync", "utime", "replace"])
    def test_what_interrupts_it_leaves_the_old_one(
        self, models: Path, monkeypatch: pytest.MonkeyPatch, at: str
    ) -> None:
        model = candidate()

        def fail(*_: object, **__: object) -> None:
            raise OSError("the disk is full")

        with monkeypatch.context() as broken:
            broken.setattr({"copyfile": shutil, "replace": Path}.get(at, os), at, fail)
            with pytest.raises(OSError, match="the disk is full"):
                promote(model, keep=5)
        assert newest_model() == models / "old.tar.gz"
        assert model.exists()
        promote(model, keep=5)
        assert newest_model() == models / "new.tar.gz"
        assert names(models) == {"old.tar.gz", "new.tar.gz", "new.md"}


class TestRollback:
    def test_the_one_from_before_is_served_and_the_other_waits(self, models: Path) -> None:
        promote(candidate(), keep=5)
        assert rollback() == (models / "old.tar.gz", models / "candidates/new.tar.gz")
        assert newest_model() == models / "old.tar.gz"
        assert names(models) == {"old.tar.gz"}
        assert names(models / "candidates") == {"new.tar.gz", "new.md"}

    def test_it_goes_back_further_and_forth_again(self, models: Path) -> None:
        promote(candidate("a"), keep=5)
        promote(candidate("b"), keep=5)
        rollback()
        rollback()
        assert newest_model() == models / "old.tar.gz"
        promote(models / "candidates/a.tar.gz", keep=5)
        promote(models / "candidates/b.tar.gz", keep=5)
        assert newest_model() == models / "b.tar.gz"

    def test_the_only_one_stays(self, models: Path) -> None:
        with pytest.raises(PromotionError, match="no other model under models/ to go back to"):
            rollback()
        assert newest_model() == models / "old.tar.gz"

    def test_to_one_that_cannot_be_served_it_does_not_go_back(self, models: Path) -> None:
        promote(candidate(), keep=5)
        (models / "old.tar.gz").write_bytes(b"half")
        os.utime(models / "old.tar.gz", ns=(0, 0))
        with pytest.raises(ModelError, match="is no model of Rasa"):
            rollback()
        assert newest_model() == models / "new.tar.gz"


def test_all_are_listed_with_their_cards(models: Path) -> None:
    promote(candidate(), keep=5)
    waiting = candidate("next", passed=False)
    found = [(one.model.name, one.state, one.card and one.card.passed) for one in listed()]
    assert found == [
        ("new.tar.gz", "in service", True),
        ("old.tar.gz", "before", None),
        ("next.tar.gz", "candidate", False),
    ]
    card_file(waiting).write_text("notes")
    with pytest.raises(CardError, match=r"next.md: is no model card"):
        list(listed())
