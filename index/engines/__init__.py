"""Engines: one file each, one protocol."""
