"""Files become documents: the only folder that knows file formats."""
