"""What software cannot know of the processing, and what of it somebody has confirmed in ``company.yml``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rueckruf.callbacks.schema import day_in_german
from rueckruf.company import Company
from rueckruf.data_protection import Confirmation, ParentWay, Topic
from rueckruf.privacy.recipients import receiving_systems
from rueckruf.privacy.speech_services import SpeechServices
from rueckruf.spoken.aloud.company_facts import say_months
from rueckruf.twilio.region import REGION


class ParentBasis(NamedTuple):
    """A legal way of what the parent company receives: what it is called, and what there must be in writing for it."""

    name: str
    papers: str


PARENT_BASES: Mapping[ParentWay, ParentBasis] = {
    "joint": ParentBasis(
        "gemeinsame Verantwortung (Art. 26 DSGVO)",
        "die Vereinbarung über die gemeinsame Verantwortung (Art. 26 Abs. 1 DSGVO)",
    ),
    "processor": ParentBasis(
        "Auftragsverarbeitung (Art. 28 DSGVO)", "der Vertrag über Auftragsverarbeitung (Art. 28 Abs. 3 DSGVO)"
    ),
    "legitimate_interest": ParentBasis(
        "Übermittlung an einen anderen Verantwortlichen auf Grund berechtigter Interessen "
        "(Art. 6 Abs. 1 Buchst. f DSGVO)",
        "die Abwägung der Interessen (Art. 6 Abs. 1 Buchst. f DSGVO)",
    ),
}

#: What must be confirmed before a text may say that what was passed on is deleted there, too; that all are bound by
#: contract; and that nothing leaves the European Economic Area.
_ELSEWHERE: frozenset[Topic] = frozenset(
    {"crm_contract", "tryton_contract", "caldav_contract", "systems_contract", "mailboxes", "calendars"}
)
_CONTRACTS: frozenset[Topic] = _ELSEWHERE | {"telephony_contract", "hosting_contract"}
_IN_EEA: frozenset[Topic] = _CONTRACTS | {"region", "recognition", "voice", "transport"}


@dataclass(frozen=True)
class Claim:
    """A sentence that a person must confirm: ``services`` are those of ``credentials.yml`` that it must hold for."""

    topic: Topic
    sentence: str
    services: tuple[str, ...] = ()
    confirmation: Confirmation | None = None

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The services that the confirmation does not name."""
        return tuple(each for each in self.services if not self.confirmation or each not in self.confirmation.of)

    @property
    def is_open(self) -> bool:
        return self.confirmation is None or bool(self.uncovered)


@dataclass(frozen=True)
class Claims:
    """All that concerns a company, as it uses these services."""

    company: Company
    services: SpeechServices

    @cached_property
    def all(self) -> tuple[Claim, ...]:
        """Each once, in the order of the record."""
        given = self.company.confirmations
        spoken = ((topic, " ".join(sentence.split()), of) for topic, sentence, of in self._sentences())
        return tuple(Claim(topic, sentence, of, given.get(topic)) for topic, sentence, of in spoken)

    @property
    def open(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.all if claim.is_open)

    @property
    def contracts(self) -> bool:
        """Whether every processor is bound by contract."""
        return self._hold(_CONTRACTS)

    @property
    def deleted_elsewhere(self) -> bool:
        """Whether what was passed on is known to be deleted there, too; also where nothing is."""
        return self._hold(_ELSEWHERE)

    @property
    def stays_in_eea(self) -> bool:
        """Whether all that processors do is known to happen in the European Economic Area."""
        return self._hold(_IN_EEA)

    @property
    def parent_basis(self) -> ParentBasis | None:
        """On what the parent company receives requests; None without one."""
        way = self.company.privacy.parent_way
        return PARENT_BASES[way] if way else None

    def confirms(self, topic: Topic) -> bool:
        """Whether it concerns the company, and is confirmed for all services in use."""
        claim = self.of(topic)
        return claim is not None and not claim.is_open

    def of(self, topic: Topic) -> Claim | None:
        """What is to be confirmed of a topic; None where it does not concern the company."""
        return next((claim for claim in self.all if claim.topic == topic), None)

    def standing(self, topic: Topic) -> str:
        """In German Markdown whether it is confirmed, and by whom."""
        claim = self.of(topic)
        if claim is None or claim.confirmation is None or claim.is_open:
            return "**zu bestätigen**"
        return f"bestätigt von {claim.confirmation.by} am {day_in_german(claim.confirmation.date)}"

    def _hold(self, topics: frozenset[Topic]) -> bool:
        return not any(claim.topic in topics for claim in self.open)

    def _sentences(self) -> Iterator[tuple[Topic, str, tuple[str, ...]]]:
        yield from self._of_telephony()
        yield from ((topic, sentence, ()) for topic, sentence in self._of_others())
        yield from ((topic, sentence, ()) for topic, sentence in self._of_operation())

    def _of_telephony(self) -> Iterator[tuple[Topic, str, tuple[str, ...]]]:
        used = self.services
        yield (
            "telephony_contract",
            f"""Der Vertrag über Auftragsverarbeitung (Data Protection Addendum) mit
            {self.company.privacy.telephony} ist geschlossen; Unterauftragsverarbeiter und ihre Länder sind
            bewertet.""",
            (),
        )
        yield (
            "region",
            "Die Anrufe der Nummer werden in der Region Irland (IE1) verarbeitet; der Vertrag deckt diese Region ab.",
            (REGION,),
        )
        yield (
            "recognition",
            f"""Die Spracherkenner ({", ".join(used.recognisers)}) verarbeiten die Sprache im Europäischen
            Wirtschaftsraum, und weder sie noch ihre Anbieter behalten etwas davon.""",
            used.recognisers,
        )
        yield (
            "voice",
            f"""Auch die Stimme ({", ".join(used.voices)}), die Name und Nummer zur Bestätigung spricht, entsteht im
            Europäischen Wirtschaftsraum, und ihr Anbieter behält nichts davon.""",
            used.voices,
        )
        yield "transport", _of_transport(used), used.transports
        yield (
            "no_recording",
            """Im Twilio-Konto sind Aufnahmen, Voice Insights, Transkription und das Training mit Kundendaten
            ausgeschaltet.""",
            (),
        )

    def _of_others(self) -> Iterator[tuple[Topic, str]]:
        company, handover = self.company, self.company.handover
        yield (
            "call_log",
            """`TWILIO_DELETE_CALL_LOGS` ist eingeschaltet, oder es ist begründet, warum die Anrufliste bleibt, und
            wie lange; die Datenschutzhinweise der Webseite nennen die Liste, aber keine Frist.""",
        )
        yield (
            "traces",
            """Es ist bekannt, wie lange Twilio gelöschte Einträge der Anrufliste noch in Sicherungen, und wie lange
            es den Request Inspector und die Fehlerliste (Debugger) aufbewahrt: Diese enthalten die Anfragen an
            unseren Server und damit erkannte Sätze.""",
        )
        if hosting := company.privacy.hosting:
            yield (
                "hosting_contract",
                f"Der Vertrag über Auftragsverarbeitung mit {hosting} ist geschlossen; die Server stehen im EWR.",
            )
        for topic, hosts in receiving_systems(handover).items():
            yield (
                topic,
                f"""Es ist bekannt, wer das System unter {hosts} betreibt, und zwar im EWR, auf welcher Grundlage es
                die Daten erhält (bei Dienstleistern Art. 28 DSGVO), und dass es löscht und sperrt, wenn es dazu
                aufgefordert wird.""",
            )
        if systems := ", ".join(company.privacy.systems):
            yield (
                "systems_contract",
                f"""Einen Zugang über die Schnittstelle (`rueckruf tokens list`) haben nur: {systems}. Es ist bekannt,
                wer sie betreibt, und zwar im EWR, auf welcher Grundlage sie die Daten erhalten (bei Dienstleistern
                Art. 28 DSGVO), und dass sie löschen und sperren, was dort als gelöscht oder gesperrt gemeldet wird.""",
            )
        if handover.mail.personal_data:
            yield (
                "mailboxes",
                f"""E-Mails mit personenbezogenen Daten werden in den Postfächern spätestens nach
                {say_months(company.retention.months)} gelöscht; die Postfächer liegen im EWR, bei Dienstleistern mit
                Vertrag (Art. 28 DSGVO).""",
            )
        if handover.names_in_calendars:
            yield (
                "calendars",
                """Es ist festgelegt, welche Kalender Beschäftigte abonnieren dürfen und wo diese die Termine speichern:
                im EWR, bei Dienstleistern mit Vertrag (Art. 28 DSGVO); sie behalten nichts, was gelöscht ist.""",
            )
        if way := company.privacy.parent_way:
            yield "parent_papers", f"Mit {company.parent} liegt unterschrieben vor: {PARENT_BASES[way].papers}."

    def _of_operation(self) -> Iterator[tuple[Topic, str]]:
        yield (
            "journals",
            """Mit PostgreSQL: Es ist festgelegt, wie lange das Journal (WAL) und sein Archiv bleiben. Mit Redis: Es
            schreibt nichts auf den Datenträger (`save ""`, `appendonly no`), oder es ist festgelegt, wie lange
            diese Dateien bleiben. Beides behält Gelöschtes.""",
        )
        yield (
            "staff",
            """Es ist festgelegt, auf welcher Grundlage und wie lange Angaben über Beschäftigte (Konten, Protokoll,
            wer welchen Wunsch bearbeitet) verarbeitet werden; die Personalvertretung ist beteiligt, wo es sie gibt.""",
        )
        yield (
            "backups",
            f"""Sicherungskopien der Datenbank werden spätestens nach {say_months(self.company.retention.months)}
            gelöscht, und ihre Schlüssel liegen nicht bei ihnen. Die Kopie des Protokolls liegt an einem anderen Ort
            (`RUECKRUF_LOG_COPY`). Wer anders als mit `rueckruf restore` zurückspielt, löscht erneut, was seitdem
            gelöscht wurde.""",
        )
        yield "impact_assessment", "Die Datenschutz-Folgenabschätzung ist geprüft (Art. 35 DSGVO) und abgelegt."
        yield (
            "website",
            f"""Die Adresse {self.company.privacy_page}, die der Assistent nennt, zeigt den aktuellen Text von
            `rueckruf privacy-notice`.""",
        )


def _of_transport(used: SpeechServices) -> str:
    if "relay" not in used.transports:
        return "Der Weg der Anrufe (gather) ist vom Vertrag mit dem Telefondienst gedeckt."
    return """Das „Predictive and Generative AI/ML Features Addendum“ ist geprüft und angenommen, ConversationRelay
        (relay) läuft für die Nummern in der Region IE1, und Conversational Intelligence ist ausgeschaltet."""
