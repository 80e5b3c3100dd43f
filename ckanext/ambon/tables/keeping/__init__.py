"""What was published before: kept where no reader comes, for an undo.

`store` puts a table that is replaced away and brings it back, `copies` keeps the files that
tables were made of, `pruning` lets go of what is too much or too old.
"""
