"""How fast and how light the reader is: `make bench` measures it and prints one table."""
