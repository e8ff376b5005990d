"""All checks over the files of one project."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from rueckruf.data_check import (
    dialogue,
    domain,
    moves,
    nlu,
    opening,
    promises,
    questions,
    responses,
    settings_files,
    vocabulary,
    voice,
)
from rueckruf.data_check.fault import Fault, Faults, Place
from rueckruf.data_check.program import Program, read_program
from rueckruf.data_check.yaml_lines import Part, read_yaml

#: Folders below data/ with what belongs there.
FOLDERS = ("nlu", "responses", "rules", "stories", "vocabulary")
_AT_THE_ROOT = ("config.yml", "endpoints.yml")


def check_data(root: Path) -> list[Fault]:
    """Every fault of the YAML of the project at ``root``, in the order of files and lines."""
    return _Check(root).run()


class _Check:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults = Faults()

    def run(self) -> list[Fault]:
        faults, program = self.faults, read_program(self.root)
        facts = settings_files.read_facts(self.root, faults)
        credentials = self._file(settings_files.CREDENTIALS, needed=True)
        profiles = settings_files.read_profiles(self.root, credentials, faults) if credentials else None
        for name in _AT_THE_ROOT:
            self._file(name)
        self._strays()
        domain_file = self._file("domain.yml", needed=True)
        names = domain.read_domain(domain_file, faults) if domain_file else domain.Domain()
        nlu.check_nlu(self._files(nlu.FOLDER), names, faults)
        said = responses.read_responses(self._files("data/responses"), faults)
        responses.check_responses(said.values(), names, program.form, facts, profiles, faults)
        questions.check_questions(said, names, program.form, faults)
        promises.check_promises(said.values(), faults)
        voice.check_voice(said.values(), facts or {}, faults)
        self._dialogue(names, said, program)
        for file in self._files("data/vocabulary"):
            vocabulary.check_vocabulary(file, faults)
        for file in self._files("tests/corpus"):
            vocabulary.check_corpus(file, faults)
        return faults.sorted()

    def _dialogue(self, names: domain.Domain, said: Mapping[str, responses.Response], program: Program) -> None:
        faults = self.faults
        rules = dialogue.read_paths(self._files("data/rules"), "rule", faults)
        stories = dialogue.read_paths(self._files("data/stories"), "story", faults)
        tests = self._conversation_tests()
        paths = [*rules, *stories]
        moves.check_names([*paths, *tests], names, said, faults)
        moves.check_answered(paths, names, program.form.answers, faults)
        moves.check_actions(paths, names, program, faults)
        moves.check_contradictions(rules, faults)
        variations = [variation for response in said.values() for variation in response.variations]
        spoken = {slot for variation in variations for slot in variation.variables}
        conditional = {slot for variation in variations for slot, _ in variation.conditions}
        moves.check_slots(paths, names, spoken | conditional, program, faults)
        opening.check_opening(said, rules, stories, faults)
        self._uses(paths, names, said, program)

    def _conversation_tests(self) -> list[dialogue.Path]:
        files = self._files("tests/conversations")
        for file in files:
            # Rasa takes other files for stories to learn from.
            if not file.path.rsplit("/", 1)[-1].startswith("test_"):
                self.faults.add(Place(file.path, 1), "the file name of a conversation test must begin with test_")
        return dialogue.read_paths(files, "story", self.faults)

    def _uses(
        self,
        paths: Iterable[dialogue.Path],
        names: domain.Domain,
        said: Mapping[str, responses.Response],
        program: Program,
    ) -> None:
        uttered = {step.name for path in paths for step in path.all_steps() if step.kind == "action"}
        asked = questions.asked(names, program.form)
        for name, response in said.items():
            if name not in uttered and name not in asked and not program.utters(name):
                self.faults.add(response, f"{name} is never said: no rule, story, question or action uses it")
        for name, place in program.responses.items():
            if name not in said:
                self.faults.add(place, f"{name} is not defined under data/responses/")
        for pattern, place in program.patterns.items():
            if not any(pattern.fullmatch(name) for name in said):
                self.faults.add(place, "no response under data/responses/ fits " + pattern.pattern.replace(r"\w+", "…"))

    def _file(self, path: str, needed: bool = False) -> Part | None:
        file = self.root / path
        if not needed and not file.exists():
            return None
        return read_yaml(file, path, self.faults)

    def _files(self, folder: str) -> list[Part]:
        files = sorted((self.root / folder).rglob("*.yml"))
        parts = (read_yaml(file, file.relative_to(self.root).as_posix(), self.faults) for file in files)
        return [part for part in parts if part is not None]

    def _strays(self) -> None:
        """YAML below data/ that Rasa would read and that no check looks at."""
        data = self.root / "data"
        for file in sorted(file for file in data.rglob("*") if file.suffix in (".yml", ".yaml")):
            place = Place(file.relative_to(self.root).as_posix(), 1)
            if file.suffix == ".yaml":
                self.faults.add(place, "the file name must end in .yml")
            elif file.relative_to(data).parts[0] not in FOLDERS:
                self.faults.add(
                    place, "belongs into one of the folders " + ", ".join(f"data/{name}" for name in FOLDERS)
                )
