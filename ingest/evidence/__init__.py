"""What describes a document: what its file, its words and its name say, each with the words on which it rests."""
