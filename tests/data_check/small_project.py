"""A small project without a fault, in which a test breaks one thing."""

from pathlib import Path
from textwrap import dedent

from rueckruf.data_check.check import check_data

FILES = {
    "company.yml": """\
        name: Musterwerk GmbH
        parent: Musterwerk Holding AG
        privacy_page: https://www.musterwerk.example/datenschutz
        transfer_number: ""
        recipients: {company: Vertrieb, parent: Konzernvertrieb}
        routing: {default: company}
        federal_state: BY
        opening_hours:
          monday: 08:00-12:00
          tuesday: closed
          wednesday: closed
          thursday: closed
          friday: closed
          saturday: closed
          sunday: closed
        callback: {window_minutes: 60, max_days_ahead: 60}
        concern: take
        conversation: {idle_minutes: 30}
        retention: {months: 3, done_grace_days: 7, keep_incomplete: false, incomplete_hours: 24}
        results: [{name: erreicht, means: reached}, {name: Mailbox, means: again}]
        privacy:
          address: Musterstraße 1, 80331 München
          represented_by: Erika Mustermann
          email: datenschutz@musterwerk.example
          officer: ""
          authority: Landesamt, Ansbach
          parent_address: Musterallee 2, 80331 München
          parent_way: joint
          telephony: Twilio Ireland Limited, Dublin
          hosting: ""
        handover:
          webhook_url: ""
          reminder_minutes: 20
          names_in_calendars: false
          mail:
            {sender: "", company: "", parent: "", lead: "", send: each, morning_hour: 7, page: "", personal_data: false}
          chat: ""
          push: {contact: "", services: push.example}
        """,
    "credentials.yml": """\
        rueckruf.channel.twilio_voice.TwilioVoiceInput:
          language: de-DE
          voice: Polly.Vicki-Neural
          speech_model: deepgram_nova-2
          listen:
            default: {input: speech, timeout: 6, speech_timeout: 2}
            patient: {timeout: 20}
        """,
    "config.yml": """\
        recipe: default.v1
        assistant_id: small
        language: de
        pipeline:
          - name: WhitespaceTokenizer
          - name: rueckruf.nlu.word_counts.WordCounts
            max_ngram: 2
          - name: LogisticRegressionClassifier
          - name: FallbackClassifier
            threshold: 0.3
        policies:
          - name: AugmentedMemoizationPolicy
            max_history: 4
          - name: RulePolicy
        """,
    "endpoints.yml": """\
        tracker_store:
          type: rueckruf.storage.conversations.ConversationStore
        """,
    "domain.yml": """\
        version: "3.1"
        intents:
          - call_started
          - affirm
          - help
        entities:
          - caller_name
        slots:
          caller_name: {type: any, mappings: [{type: custom}]}
          phone_number: {type: any, mappings: [{type: custom}]}
          callback_time: {type: any, mappings: [{type: custom}]}
          prompting: {type: any, mappings: [{type: custom}]}
          outcome: {type: categorical, values: [stored, gave_up], mappings: [{type: custom}]}
        forms:
          callback_form:
            required_slots: [caller_name, phone_number, callback_time]
        actions:
          - validate_callback_form
          - action_store
        """,
    "data/nlu/call/affirm.yml": """\
        version: "3.1"
        nlu:
          - intent: affirm
            examples: |
              - ja
              - Ja.
              - genau
              - stimmt
              - das stimmt
        """,
    "data/nlu/call/help.yml": """\
        version: "3.1"
        nlu:
          - intent: help
            examples: |
              - Hilfe
              - was soll ich tun
              - ich bin [Anna](caller_name) und brauche Hilfe
              - wie geht das
              - ich weiß nicht weiter
        """,
    "data/responses/opening.yml": """\
        version: "3.1"
        responses:
          utter_opening:
            - text: "Hier ist der automatische Assistent von {company}."
              custom: {barge_in: false}
          utter_notice:
            - text: "Ihre Daten dienen dem Rückruf, siehe {website}."
              custom: {barge_in: false}
        """,
    "data/responses/beside.yml": """\
        version: "3.1"
        responses:
          utter_help:
            - text: "Sagen Sie mir einfach Ihren Namen."
          utter_stored:
            - text: "Vielen Dank, {caller_name}."
              custom: {hang_up: true}
          utter_changed_caller_name:
            - text: "Gut, der Name ist {caller_name}."
        """,
    "data/responses/questions.yml": """\
        version: "3.1"
        responses:
          utter_ask_caller_name:
            - text: "Wie ist Ihr Name?"
            - text: "Wie heißen Sie?"
              custom: {listen: patient}
            - condition: [{type: slot, name: prompting, value: silent}]
              text: "Ich höre Sie nicht."
            - condition: [{type: slot, name: prompting, value: again}]
              text: "Noch einmal, bitte."
            - condition: [{type: slot, name: prompting, value: example}]
              text: "Zum Beispiel: Anna Amsel."
            - condition: [{type: slot, name: prompting, value: last_help}]
              text: "Buchstabieren Sie ihn bitte."
          utter_ask_confirmed:
            - text: "Ist das richtig?"
            - text: "Stimmt alles?"
            - condition: [{type: slot, name: prompting, value: silent}]
              text: "Sind Sie noch da?"
            - condition: [{type: slot, name: prompting, value: again}]
              text: "Sagen Sie ja oder nein."
            - condition: [{type: slot, name: prompting, value: example}]
              text: "Sagen Sie zum Beispiel: Ja."
            - condition: [{type: slot, name: prompting, value: last_help}]
              text: "Drücken Sie die Eins für ja."
          utter_ask_phone_number:
            - text: "Welche Nummer haben Sie?"
            - text: "Wie ist Ihre Nummer?"
            - condition: [{type: slot, name: prompting, value: silent}]
              text: "Ich warte auf Ihre Nummer."
            - condition: [{type: slot, name: prompting, value: again}]
              text: "Die Nummer noch einmal, bitte."
            - condition: [{type: slot, name: prompting, value: example}]
              text: "Zum Beispiel: null drei null, eins zwei drei."
            - condition: [{type: slot, name: prompting, value: last_help}]
              text: "Tippen Sie die Nummer ein."
          utter_ask_callback_time:
            - text: "Wann dürfen wir anrufen?"
            - text: "Wann passt es Ihnen?"
            - condition: [{type: slot, name: prompting, value: silent}]
              text: "Ich warte auf eine Zeit."
            - condition: [{type: slot, name: prompting, value: again}]
              text: "Die Zeit noch einmal, bitte."
            - condition: [{type: slot, name: prompting, value: example}]
              text: "Zum Beispiel: morgen um zehn."
            - condition: [{type: slot, name: prompting, value: last_help}]
              text: "Nennen Sie nur einen Tag."
        """,
    "data/rules/call.yml": """\
        version: "3.1"
        rules:
          - rule: The call begins
            conversation_start: true
            steps:
              - intent: call_started
              - action: utter_opening
              - action: utter_notice
              - action: callback_form
              - active_loop: callback_form
          - rule: Help
            condition:
              - active_loop: callback_form
            steps:
              - intent: help
              - action: utter_help
              - action: callback_form
              - active_loop: callback_form
          - rule: The end
            steps:
              - action: callback_form
              - active_loop: null
              - action: action_store
              - slot_was_set:
                  - outcome: stored
              - action: utter_stored
        """,
    "data/stories/help.yml": """\
        version: "3.1"
        stories:
          - story: Help twice
            steps:
              - intent: help
              - action: utter_help
              - action: callback_form
              - active_loop: callback_form
        """,
    "data/vocabulary/fields.yml": """\
        caller_name: [Name, Nachname]
        phone_number: [Nummer]
        """,
    "tests/conversations/test_help.yml": """\
        - conversation: A caller asks for help
          turns:
            - said: Hilfe
              heard: [utter_help, caller_name]
            - said: ""
              heard: utter_stored
              words: Vielen Dank
          stored: {name: Anna Amsel}
        """,
    "tests/conversations/understood.yml": """\
        help: [Hilfe]
        """,
    "tests/corpus/caller_name.yml": """\
        Anna Amsel: [ich bin Anna Amsel, Amsel Anna]
        """,
    "actions/store.py": 'NAMES = ("validate_callback_form", "action_store")\n',
    "rueckruf/nlu/word_counts.py": """\
        from rasa.engine.recipes.default_recipe import DefaultV1Recipe
        from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer


        @DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
        class WordCounts(CountVectorsFeaturizer):
            pass
        """,
    "rueckruf/dialogue/turn.py": """\
        def remark(slot):
            return f"utter_changed_{slot}"
        """,
}


class Project:
    """The files of a project below ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for path, content in FILES.items():
            self.write(path, dedent(content))

    def write(self, path: str, content: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, path: str, old: str, new: str) -> None:
        """Put ``new`` in the place of ``old``, which stands in the file once."""
        content = (self.root / path).read_text(encoding="utf-8")
        assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {path}"
        self.write(path, content.replace(old, new))

    def add(self, path: str, lines: str) -> None:
        """Put ``lines`` at the end of the file."""
        self.write(path, (self.root / path).read_text(encoding="utf-8") + lines)

    def faults(self) -> list[str]:
        return [str(fault) for fault in check_data(self.root)]
