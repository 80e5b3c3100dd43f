"""What the city's words mean to those who search: lists in schemas/words/, and a question read.

`lists` reads the files, `stems` folds the forms of a word together, `known` holds the names
of OPD and places beside them, `question` takes a question apart, `checking` looks for slips.
"""
