/** What tells that a folder of many folders was changed, and picture files with problems that are counted and not listed. */
export const largeSources = /* sql */ `
-- The folders of a source as they were when it was last read to its end: one in which something is new has another time.
CREATE TABLE source_folder (
  source_id INTEGER NOT NULL REFERENCES source (id),
  path TEXT NOT NULL,
  mtime_ms REAL NOT NULL,
  PRIMARY KEY (source_id, path)
) WITHOUT ROWID;

-- Problems of picture files beyond those of their kind that are listed. They go by their file, since it may be mended alone.
CREATE TABLE unlisted_file_problem (
  file_id INTEGER NOT NULL REFERENCES file (id),
  code TEXT NOT NULL,
  job_id INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (file_id, code)
) WITHOUT ROWID;
CREATE INDEX unlisted_file_problem_code ON unlisted_file_problem (code, count);
CREATE INDEX unlisted_file_problem_job ON unlisted_file_problem (job_id, count);

-- Asked with every problem of a file.
CREATE INDEX problem_of_files ON problem (code) WHERE file_id IS NOT NULL;
`
