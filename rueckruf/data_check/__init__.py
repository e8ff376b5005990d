"""``rueckruf check-data``: every mistake in the YAML that conversation designers edit, without importing Rasa."""
