/** Problems that are counted without being listed, so that a table broken in every line fills no disk. */
export const problemCounts = /* sql */ `
-- How many problems of a source and kind there are beyond those that are listed.
CREATE TABLE unlisted_problem (
  source_id INTEGER NOT NULL REFERENCES source (id),
  code TEXT NOT NULL,
  job_id INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (source_id, code)
) WITHOUT ROWID;
CREATE INDEX unlisted_problem_job ON unlisted_problem (job_id);

-- Asked with every report of a job's progress.
CREATE INDEX problem_job ON problem (job_id);
`
