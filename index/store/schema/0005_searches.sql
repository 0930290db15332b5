-- Searches that a reader named, and those that were asked.

CREATE TABLE saved_search (
    name TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL                   -- in the query language
) WITHOUT ROWID;

CREATE TABLE query (
    number INTEGER PRIMARY KEY,          -- the newest has the highest
    text   TEXT NOT NULL UNIQUE
);

INSERT INTO change (part, number) VALUES ('searches', 0);
