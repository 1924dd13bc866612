"""Postings, queries, snippets: the index proposes, the store decides."""
