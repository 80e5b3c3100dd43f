"""What counts how much in the order of results: each number with its reason, and no other place."""

from __future__ import annotations

# Where a word stands. A title is written to be found by; a row names one thing among many.
FIELDS = {
    "ambon_title": 5.0,
    "ambon_about": 2.0,
    "ambon_text": 2.0,
    "ambon_detail": 1.0,
    "ambon_rows": 1.0,
    # The very word that was typed is better than a form of it.
    "ambon_exact": 0.6,
}

# An entry is as good as its best field; the others add so much of theirs.
TIE = 0.2

# What means the same counts nearly as what was typed; what is near is a guess at what is meant.
SAME = 0.9
NEAR = 0.5

# How much each further word of a phrase takes from the others, so that long names do not win.
LENGTH = 0.5

# Words of a known phrase that stand apart say less than the phrase.
APART = 0.35

# Words far from each other are no phrase: two others may stand between.
SLOP = 2

# All words together, in the title or in the description, is what was asked for.
PHRASE = {"ambon_title": 6.0, "ambon_text": 2.0}

# Weak words (data, jumlah, kota) order what the others found.
WEAK = 0.25

# An office or a place that is named prefers its own entries.
OFFICE = 14.0
PLACE = 5.0

# A year prefers the entries that cover it, most of all those that are named after it.
YEAR = {"ambon_title": 3.0, "ambon_rows": 1.0}
YEAR_COVERED = 3.0

# A regulation named by number is the one that is wanted; one that cites it is related.
NUMBER = 60.0
CITED = 8.0

# “Cara …” asks for a service, “perda …” for a regulation, “jumlah …” for figures.
HINT = {"peraturan": 20.0, "layanan": 9.0, "dataset": 2.5}
# A kind of regulation that is named is the one that is wanted.
KIND = 9.0

# Fewer than this is too little: the next step may find more.
TOO_LITTLE = {"synonyms": 10, "fewer": 8}

# Entries that have all that was asked for stand before those that have less.
WHOLE = 2.0

# What is left of a question must still be most of it, by how rare its words are.
COVERAGE = 0.6
# Where some entries have all of it, others that are related may follow them.
COVERAGE_BESIDES = 0.3

# Similar is what has most of a title, by how rare its words are …
COVERAGE_SIMILAR = 0.5
# Less will do where the topic is the same, too.
COVERAGE_ON_TOPIC = 0.25
# … and of two that have, the one of the same sort, topic or office is nearer.
SAME_TYPE, SAME_TOPIC, SAME_OFFICE = 3.0, 3.0, 2.0
