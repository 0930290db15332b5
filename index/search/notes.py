"""What an answer says of how it came about."""

from __future__ import annotations

NO_MODEL = "No paper has an id that begins with “{}”: nothing is like it."
LEFT_OUT = "No paper holds “{}” with the rest: left out."
BUILDING = "The search index is being built; results may take longer."
SLOW = "This Whoosh writes the index in a way that is read slowly; 2.7.4 is the one to install."
