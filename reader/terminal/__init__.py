"""The terminal as the reader has it: borrowed, and given back whatever happens."""
