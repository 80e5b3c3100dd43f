"""The published figures of the city, and what puts them into a portal and takes them out.

`ckan ambon demo` is the way in; the data are described in README.md beside this file.
"""
