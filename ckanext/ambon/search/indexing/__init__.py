"""How the index follows the database.

The database notes every change in an outbox (`outbox`); after the commit the saving
process tells the index at once (`saving`), the worker whatever is left (`worker`). Both
write by `entries`, one at a time for each entry and always what the database then holds.
"""
