"""Refuses the network to the Python processes that tests start: this folder is on their path.

Stands alone: it is imported by every interpreter, before anything else.
"""

from __future__ import annotations

import os
import sys

REFUSALS = "PAPERDECK_TEST_REFUSALS"
"""Names the file in which each refusal is written down, whoever hides its error."""

ON_THIS_MACHINE = 1  # AF_UNIX; to import socket would cost every start some milliseconds

allows_loopback = False


class NetworkRefused(RuntimeError):
    """Something asked for the network. No OSError, which a program may take for bad weather."""


def refuse(event: str, asked: tuple[object, ...]) -> None:
    """The audit hook: whatever goes beyond this machine is refused, and written down."""
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        connection, address = asked
        if getattr(connection, "family", None) == ON_THIS_MACHINE:
            return
        host = address[0] if isinstance(address, tuple) and address else address
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = asked[0]
    else:
        return
    if allows_loopback and host in ("127.0.0.1", "::1", "localhost"):
        return
    words = f"{event} to {host!r}: tests have no network"
    if os.environ.get(REFUSALS):
        with open(os.environ[REFUSALS], "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write(f"{words}, by {' '.join(sys.orig_argv)}\n")
    raise NetworkRefused(words)


sys.addaudithook(refuse)
