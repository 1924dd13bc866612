"""HTTP, HTML, JSON and the command line: the only folder that knows Flask."""
