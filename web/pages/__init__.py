"""What each page receives: one declared value a template, so that no template sees a store or a query."""
