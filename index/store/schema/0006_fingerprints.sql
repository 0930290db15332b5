-- What tells each paper's texts from others: the search index keeps the same, and the two are compared.

ALTER TABLE standing ADD COLUMN fingerprint INTEGER NOT NULL DEFAULT 0;
UPDATE standing SET fingerprint =
    (SELECT fingerprint_of(title, abstract) FROM paper WHERE id = standing.paper);
