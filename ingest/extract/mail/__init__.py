"""E-mails: headers, words, quoted replies, and the files inside them."""
