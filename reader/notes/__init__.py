"""Notes that are being written, kept beside the library until they are part of it.

The library takes a note when its editor is left. A reader that is killed, or whose machine loses
power, leaves it no time for that; what was typed is in a file here, a second old at most.
"""
