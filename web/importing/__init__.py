"""Annotations out of files: this archive's own forms and what other programs write."""
