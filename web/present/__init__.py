"""From the domain to the page and the wire: one noun a file."""
