"""What is read and what is asked for, counted without address and without cookie.

`hearing` tells what counts, `tally` keeps the day's numbers in Valkey, `ledger` writes
them down by night, `report` reads them back.
"""
