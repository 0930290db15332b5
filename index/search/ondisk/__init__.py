"""Whoosh's files read without Whoosh: the one place that knows how version 2.7.4 lays them out.

Stock Whoosh walks postings one by one in Python: a common word takes it a fifth of a second at a
hundred thousand papers, and a beginning being typed many seconds. Here a block of postings is read
with a few calls of numpy. `stock.py` gives the same for what another version wrote.

A segment is a run of papers, numbered from 0. Its files, with big-endian numbers:

- `.trm`, a hash file whose keys stand in order (`terms.py`),
- `.pst`, the postings, in blocks (`blocks.py`),
- `.NAME.col`, a column of one value a paper; those at its end that are 0 may be left out
  (`segment.py`).
"""
