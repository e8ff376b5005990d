"""Sentences around names that no rule reads, so that only a trained recogniser can, and names to put there."""

CARRIERS = (
    "i bin da {}",
    "{} wieder",
    "da ruft die {} an",
    "{} nochmal wegen gestern",
    "hallo i bins {}",
    "gemeldet auf {}",
)
NAMES = ("Sepp Moser", "anna kraus", "Mehmet Kaya", "piotr nowak", "Weber")
