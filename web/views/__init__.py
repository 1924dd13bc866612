"""One noun a file; each view receives, acts and presents."""
