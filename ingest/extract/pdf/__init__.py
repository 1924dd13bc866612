"""PDF, read by two readers of which each page has the one that reads it right."""
