#!/usr/bin/env bash
# Trains the model into models/. Rasa exits with 0 on data it only warns about, so the data is checked first.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/rueckruf check-data
echo "train: about a minute"
# Rasa's warnings are about forms it can't see through; check-data has told what is wrong.
PYTHONWARNINGS=ignore .venv/bin/rasa train --quiet --out models
touch models/.trained
