"""The truth of a library: a SQLite file of papers, pages and what a reader makes of them."""
