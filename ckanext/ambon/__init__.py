"""Ambon Satu Data: a house of rooms over the city's rules.

Rooms (`catalogue`, …) are CKAN plugins: thin shells. What they share stands below:
`commands` (the click group), `nightly` (what is done by night), `migration` (their
tables); then `domain`, the city's rules in plain Python, and `paths`, the places of the
data. An import goes down this list, never up, and rooms do not import each other.
"""
