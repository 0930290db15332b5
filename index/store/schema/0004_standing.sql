-- A number for each paper, and what orders and filters ask of all papers at once, in few bytes.

CREATE TABLE standing (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,  -- the paper's for ever, and never another's
    paper    TEXT NOT NULL UNIQUE REFERENCES paper (id) ON DELETE CASCADE,
    added    TEXT NOT NULL,              -- UTC, ISO 8601; as in paper
    has_code INTEGER NOT NULL DEFAULT 0, -- a link to a repository
    has_link INTEGER NOT NULL DEFAULT 0,
    pages    INTEGER NOT NULL DEFAULT 0, -- on how many it was seen
    best     INTEGER NOT NULL DEFAULT 0, -- its best rank on any of them
    day      TEXT NOT NULL DEFAULT '',   -- the newest page's sort_day,
    page     INTEGER NOT NULL DEFAULT 0, -- its number,
    rank     INTEGER NOT NULL DEFAULT 0  -- and the best rank there
);
INSERT INTO standing (paper, added, has_code, has_link)
SELECT id, added,
       EXISTS (SELECT 1 FROM link WHERE paper = id AND repo IS NOT NULL),
       EXISTS (SELECT 1 FROM link WHERE paper = id)
FROM paper ORDER BY paper.rowid;
UPDATE standing SET pages = seen.pages, best = seen.best
FROM (SELECT paper, count(DISTINCT page) AS pages, min(rank) AS best FROM appearance GROUP BY paper)
    AS seen
WHERE seen.paper = standing.paper;
UPDATE standing SET day = newest.sort_day, page = newest.page, rank = newest.rank
FROM (SELECT paper, page, rank, sort_day, row_number() OVER (
          PARTITION BY paper ORDER BY sort_day DESC, page DESC, rank
      ) AS place
      FROM appearance JOIN page ON page.number = appearance.page) AS newest
WHERE newest.paper = standing.paper AND newest.place = 1;

CREATE INDEX standing_by_day ON standing (day DESC, page DESC, rank);
CREATE INDEX standing_with_code ON standing (has_code) WHERE has_code;

-- What is true of the library as a whole: its identity, which no other library has.
CREATE TABLE library (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO library (name, value) VALUES ('identity', lower(hex(randomblob(4))));
