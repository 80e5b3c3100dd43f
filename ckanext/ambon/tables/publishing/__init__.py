"""From a stored file to a typed table: read, ask, load, swap.

`reading` reads and keeps a preview, `shaping` makes the columns of the table, `loading` copies
and swaps in one transaction, `replacing` compares with the table that is there, `work` is what
the worker does.
"""
