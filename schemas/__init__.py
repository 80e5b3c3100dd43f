"""Schemas and vocabularies. A package so that scheming and `paths` can find its folder."""
