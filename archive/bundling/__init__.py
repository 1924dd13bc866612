"""Bundles: the whole record, or some of its documents, as one file that can be read without the software."""
