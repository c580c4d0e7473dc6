/** What evaluations and rankings found, and picture hashes that a source gives. */
export const evaluation = /* sql */ `
-- 8 bytes: the perceptual hash that the item's source gives for its picture, for where the picture is absent.
ALTER TABLE item ADD COLUMN given_phash BLOB;

-- What a job found, as JSON of the contract's form.
CREATE TABLE report (
  job_id INTEGER PRIMARY KEY REFERENCES job (id),
  kind TEXT NOT NULL CHECK (kind IN ('evaluation', 'ranking')),
  created_at TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX report_kind ON report (kind, job_id);
`
