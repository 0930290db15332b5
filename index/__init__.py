"""The library: all that is true of papers without a screen."""
