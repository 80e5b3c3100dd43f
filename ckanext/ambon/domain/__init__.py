"""The city's rules, in plain Python: no CKAN, no Flask, no database."""
