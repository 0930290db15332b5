"""Saved pages: text in, papers and every line's fate out."""
