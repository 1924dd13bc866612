"""Saved web pages: the article and what the page says of itself."""
