"""Other search engines over the same papers, set up as their own manuals have it."""
