-- What a reader makes of papers, and the journal that undo reads.

CREATE TABLE bookmark (
    paper TEXT NOT NULL PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
    since TEXT NOT NULL                  -- UTC, ISO 8601
) WITHOUT ROWID;

CREATE TABLE reading (
    paper TEXT NOT NULL PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
    since TEXT NOT NULL                  -- UTC, ISO 8601
) WITHOUT ROWID;

CREATE TABLE tag (
    name  TEXT NOT NULL,
    paper TEXT NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    PRIMARY KEY (name, paper)
) WITHOUT ROWID;
CREATE INDEX tag_by_paper ON tag (paper, name);

CREATE TABLE note (
    paper TEXT NOT NULL PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
    text  TEXT NOT NULL
);

CREATE TABLE action (
    number    INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,             -- UTC, ISO 8601
    words     TEXT NOT NULL,             -- for a person: bookmark on "Title"
    is_undone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE action_change (
    action INTEGER NOT NULL REFERENCES action (number) ON DELETE CASCADE,
    place  INTEGER NOT NULL,
    paper  TEXT NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    mark   TEXT NOT NULL,                -- bookmark, read, tag, note
    before TEXT,                         -- the mark's value; NULL where it was not there
    after  TEXT,
    PRIMARY KEY (action, place)
) WITHOUT ROWID;
CREATE INDEX action_change_by_paper ON action_change (paper);
