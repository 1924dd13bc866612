"""Pages that are pictures: they wait, and are recognised."""
