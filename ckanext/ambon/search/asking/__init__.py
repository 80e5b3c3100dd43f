"""From what somebody types to what Solr is asked, step by step.

`weights` says what counts how much, `lucene` writes the query, `steps` chooses how far to go,
`slips` finds what was meant, `plan` puts them together for one search.
"""
