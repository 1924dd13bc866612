"""Values, rules and the store: what an archive is, without HTTP, formats or engines."""
