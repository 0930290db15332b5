"""Search over the library: disposable, made from the store. Importing it imports no Whoosh."""
