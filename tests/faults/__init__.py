"""Faults made on purpose, against the real program and real files: few of each in `make test`,
many in `make faults`."""
