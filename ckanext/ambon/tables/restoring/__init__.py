"""Undo: what was published before comes back, rows, description and file together.

`versions` tells what is kept of a file, `searching` asks today's rules about personal data,
`returning` brings a version back, `work` does it at once or by the worker, `cleaning` lets go
what belongs to nothing any more.
"""
