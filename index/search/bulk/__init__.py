"""Papers put into Whoosh's own files, thousands a second."""
