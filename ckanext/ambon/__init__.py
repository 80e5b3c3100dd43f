"""Ambon Satu Data: a house of rooms over the city's rules.

Rooms (`catalogue`, …) are CKAN plugins: thin shells. `commands` holds the click
group they share, `nightly` plans what they do by night, `domain` the city's rules in
plain Python, `paths` the places of the data. An import goes down this list, never up,
and rooms do not import each other.
"""
