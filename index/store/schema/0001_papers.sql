-- Papers, the pages they were seen on, and where on each page.

CREATE TABLE paper (
    id         TEXT NOT NULL PRIMARY KEY,
    title_id   TEXT NOT NULL,            -- the id that the title gives; differs where several papers share it
    title      TEXT NOT NULL,
    sort_title TEXT NOT NULL,            -- the title as it stands in alphabetical order
    abstract   TEXT NOT NULL DEFAULT '',
    added      TEXT NOT NULL             -- UTC, ISO 8601
);
CREATE INDEX paper_by_title_id ON paper (title_id);
CREATE INDEX paper_by_title ON paper (sort_title, id);

CREATE TABLE link (
    paper TEXT NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,              -- the best link is at 1
    url   TEXT NOT NULL,
    repo  TEXT,
    PRIMARY KEY (paper, place)
) WITHOUT ROWID;
CREATE INDEX link_to_repository ON link (paper) WHERE repo IS NOT NULL;

CREATE TABLE page (
    number      INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL UNIQUE,    -- of what the page says, whatever its name
    label       TEXT,                    -- its day as written
    day         TEXT,                    -- ISO 8601
    day_assumed INTEGER NOT NULL,
    sort_day    TEXT NOT NULL,           -- the day, or the day it was added where there is none
    added       TEXT NOT NULL,           -- UTC, ISO 8601
    papers      INTEGER NOT NULL,        -- listings
    new         INTEGER NOT NULL,        -- of them unknown until then
    links       INTEGER NOT NULL,        -- addresses in the page's abstracts
    fates       TEXT NOT NULL,           -- JSON: {fate: lines}
    odd_lines   TEXT NOT NULL            -- JSON: [[line, text], ...]
);
CREATE INDEX page_by_day ON page (sort_day, number);

CREATE TABLE appearance (
    page  INTEGER NOT NULL REFERENCES page (number) ON DELETE CASCADE,
    rank  INTEGER NOT NULL,
    paper TEXT NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    line  INTEGER NOT NULL,
    PRIMARY KEY (page, rank)
) WITHOUT ROWID;
CREATE INDEX appearance_by_paper ON appearance (paper, rank);
