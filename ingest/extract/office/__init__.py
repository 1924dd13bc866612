"""What the readers of word processors share: the story as it is told, lists, symbols, packages."""
