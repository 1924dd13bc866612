"""What searches are held against: other ways to index the same words and to ask the same queries."""
