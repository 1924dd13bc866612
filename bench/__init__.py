"""Measurements: side by side in one run, each against a peer."""
