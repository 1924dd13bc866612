"""The commands of `verbatim` that are more than a few lines, and what they stand on."""
