"""All checks over the files of one project."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from rueckruf.answers import ANSWERS
from rueckruf.company import Company
from rueckruf.data_check import (
    config,
    confirmations,
    contradictions,
    conversations,
    dialogue,
    dialogue_names,
    domain,
    held_out,
    known,
    never_heard,
    nlu,
    opening,
    promises,
    questions,
    responses,
    returning,
    settings_files,
    shape,
    understood,
    vocabulary,
    voice,
)
from rueckruf.data_check.fault import Fault, Faults, Place, at
from rueckruf.data_check.form import Form, read_form
from rueckruf.data_check.names import Declared, NameKind, Uses
from rueckruf.data_check.program import read_program
from rueckruf.data_check.yaml_lines import Part, read_yaml
from rueckruf.dialogue.answer import answering
from rueckruf.spoken.aloud.company_facts import company_facts

#: Folders below data/ with what belongs there.
FOLDERS = ("nlu", "responses", "rules", "stories", "vocabulary")


def check_data(root: Path) -> list[Fault]:
    """The faults of the YAML of the project at ``root`` that follow from no other, in the order of files and lines."""
    return _Check(root).run()


class _Check:
    """What the files say, read once, and the checks over it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults = Faults()
        self.uses = Uses()
        self.program = read_program(root)

    def run(self) -> list[Fault]:
        self._strays()
        if endpoints := self._file("endpoints.yml"):
            shape.table(endpoints, "endpoints.yml", self.faults)
        self._sentences()
        self._dialogue()
        self._tests()
        self._config()
        self._names()
        self._confirmations()
        for file in self._files("data/vocabulary"):
            vocabulary.check_vocabulary(file, self.faults)
        for table in self.program.tables:
            if not (self.root / "data/vocabulary" / f"{table}.yml").exists():
                self.faults.add(Place(f"data/vocabulary/{table}.yml", 1), "is missing: the program reads it")
        for file in self._files("tests/corpus"):
            vocabulary.check_corpus(file, self.faults)
        return self.faults.sorted()

    @cached_property
    def domain(self) -> domain.Domain:
        file = self._file(domain.DOMAIN)
        return domain.read_domain(file, self.uses, self.faults) if file else domain.Domain()

    @cached_property
    def form(self) -> Form:
        return read_form(self.domain, self.faults)

    @cached_property
    def company(self) -> Company | None:
        return settings_files.read_company(self.root, self.faults)

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """As they are spoken."""
        return company_facts(self.company) if self.company else {}

    @cached_property
    def profiles(self) -> Mapping[str, Part]:
        file = self._file(settings_files.CREDENTIALS)
        return settings_files.read_profiles(self.root, file, self.faults) if file else {}

    @cached_property
    def examples(self) -> list[nlu.Example]:
        return nlu.read_examples(self._files(nlu.FOLDER, needed=True), self.uses, self.faults)

    @cached_property
    def said(self) -> Mapping[str, responses.Response]:
        return responses.read_responses(self._files("data/responses", needed=True), self.faults)

    @cached_property
    def rules(self) -> list[dialogue.Path]:
        return dialogue.read_paths(self._files("data/rules", needed=True), "rule", self.faults)

    @cached_property
    def stories(self) -> list[dialogue.Path]:
        return dialogue.read_paths(self._files("data/stories"), "story", self.faults)

    @cached_property
    def tests(self) -> list[conversations.Conversation]:
        others = (understood.FILE, never_heard.USUAL_ANSWERS)
        files = [file for file in self._files(conversations.FOLDER) if file.path not in others]
        for file in files:
            # Others are not played.
            if not file.path.rsplit("/", 1)[-1].startswith("test_"):
                self.faults.add(Place(file.path, 1), "the file name of a conversation test must begin with test_")
        return conversations.read_conversations(files, self.faults)

    @property
    def paths(self) -> list[dialogue.Path]:
        return [*self.rules, *self.stories]

    def _sentences(self) -> None:
        """What is said and understood."""
        faults = self.faults
        nlu.check_examples(self.examples, self.domain, faults)
        held_out.check_held_out(self.examples, self.tests, self._files("tests/nlu"), faults)
        responses.check_responses(self.said.values(), self.domain, self.uses, faults)
        questions.check_questions(self.said, self.domain, faults)
        known.check_known(self.said, self.domain.slots, self.form, self.program, self.paths, faults)
        promises.check_promises(self.said, self.paths, self.program.utters, faults)
        voice.check_voice(self.said.values(), faults)

    def _dialogue(self) -> None:
        """What happens when."""
        faults = self.faults
        dialogue_names.note_names(self.paths, self.domain, self.uses, faults)
        dialogue_names.check_answered(self.paths, self.domain, answering(ANSWERS), faults)
        dialogue_names.check_actions(self.paths, self.domain, self.program, faults)
        returning.check_returning(self.rules, self.stories, self.domain.forms, self.said, faults)
        opening.check_opening(self.said, self.rules, self.stories, self.facts, faults)
        uttered = {step.name for path in self.paths for step in path.all_steps() if step.kind == "action"}
        uttered |= questions.asked(self.domain, self.form)
        for name, response in self.said.items():
            if name not in uttered and not self.program.utters(name):
                problem = f"{name} is never said: no rule, story, question or action uses it"
                faults.add(response, problem, at(response), *dialogue_names.USERS)

    def _tests(self) -> None:
        """The conversations that are played."""
        keys = settings_files.company_keys(self.root)
        never_heard.check_conversations(self.tests, self.said, keys, self.uses, self.faults)
        if file := self._optional_file(never_heard.USUAL_ANSWERS):
            never_heard.check_usual_answers(file, self.said, self.faults)
        if file := self._optional_file(understood.FILE):
            meanings = understood.read_understood(file, self.faults)
            understood.check_understood(meanings, self.tests, self.uses, self.faults)

    def _config(self) -> None:
        file = self._file(config.CONFIG)
        policies: list[config.Entry] = []
        if file:
            _, policies = config.check_config(file, self.root, self.faults)
            config.check_policies(policies, bool(self.stories), self.uses, self.faults)
        contradictions.check_contradictions(
            self.rules, self.stories, self.domain, config.max_history(policies), self.faults
        )

    def _confirmations(self) -> None:
        if self.company is None:
            return
        companys, credentials = self._file(settings_files.COMPANY), self._file(settings_files.CREDENTIALS)
        if companys and credentials:
            confirmations.check_confirmations(self.company, self.root, companys, credentials, self.faults)

    def _names(self) -> None:
        """Names that are used and declared elsewhere, or declared and not used."""
        faults, names, program = self.faults, self.domain, self.program
        dialogue_names.check_slots(names, self.uses, program, faults)
        for name, place in program.responses.items():
            self.uses.add("response", name, place)
        for pattern, place in program.patterns.items():
            if not any(pattern.fullmatch(name) for name in self.said):
                problem = "no response under data/responses/ fits " + pattern.pattern.replace(r"\w+", "…")
                faults.add(place, problem, "data/responses")
        self.uses.check(self._declared(), self._is_idle, faults)

    def _declared(self) -> dict[NameKind, Declared]:
        names = self.domain
        variables = [*self.facts, *responses.MADE_FROM_SLOTS]
        no_variable = "{{{}}} is neither a slot of domain.yml nor one of " + ", ".join(variables)
        no_profile = "listen profile '{}' is not in credentials.yml: there are " + ", ".join(self.profiles)
        form_or_action = {**names.actions, **names.forms}
        return {
            "intent": Declared(
                "intent '{}' is not in domain.yml", (domain.INTENTS,), names.intents, domain.RASA_INTENTS
            ),
            "entity": Declared("entity '{}' is not in domain.yml", (domain.ENTITIES,), names.entities),
            "slot": Declared("slot '{}' is not in domain.yml", (domain.SLOTS,), names.slots, domain.RASA_SLOTS),
            "variable": Declared(no_variable, (domain.SLOTS, settings_files.COMPANY), names.slots, variables),
            "action": Declared(
                "action '{}' is not in domain.yml",
                (domain.ACTIONS, domain.FORMS),
                form_or_action,
                domain.RASA_ACTIONS,
            ),
            "form": Declared("active_loop '{}' is no form of domain.yml", (domain.FORMS,), names.forms),
            "response": Declared("response '{}' is not defined under data/responses/", ("data/responses",), self.said),
            "profile": Declared(no_profile, (settings_files.CREDENTIALS,), self.profiles),
        }

    def _is_idle(self, name: str) -> bool:
        """Whether nothing uses a declared name."""
        asked = questions.asked(self.domain, self.form)
        used = name in self.uses or name in asked or self.program.knows(name) or self.program.utters(name)
        return not used

    def _file(self, path: str) -> Part | None:
        return read_yaml(self.root / path, path, self.faults)

    def _optional_file(self, path: str) -> Part | None:
        return self._file(path) if (self.root / path).exists() else None

    def _files(self, folder: str, needed: bool = False) -> list[Part]:
        files = sorted((self.root / folder).rglob("*.yml"))
        if needed and not files:
            self.faults.add(Place(folder, 1), "holds no .yml file")
            self.faults.broken(folder)
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
                self.faults.add(place, "belongs in one of the folders " + ", ".join(f"data/{name}" for name in FOLDERS))
