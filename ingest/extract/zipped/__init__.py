"""ZIP files, which are nothing but the files inside them."""
