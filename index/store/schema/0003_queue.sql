-- What the search index has still to take in, and a count of the library's changes.

CREATE TABLE index_queue (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: the index forgets "up to" one
    paper  TEXT NOT NULL REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX index_queue_by_paper ON index_queue (paper);
INSERT INTO index_queue (paper) SELECT id FROM paper;

CREATE TABLE change (
    part   TEXT NOT NULL PRIMARY KEY,    -- papers, or marks
    number INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO change (part, number) VALUES ('papers', 0), ('marks', 0);
