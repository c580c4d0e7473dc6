/** What orders the curator's work, and the scorers that were fitted from their verdicts. */
export const queue = /* sql */ `
-- What looking at a group is worth: the wrong pairs that its next verdict is expected to put right.
ALTER TABLE product_group ADD COLUMN value REAL NOT NULL DEFAULT 0;
CREATE INDEX group_value ON product_group (run_id, value, representative);

-- 1: an old case asked again without showing what was said before.
ALTER TABLE action ADD COLUMN blind INTEGER NOT NULL DEFAULT 0;

-- Cases besides groups. join: a pair below the threshold that may belong together, by what it is worth.
-- check: a pair drawn at random from its stratum, in the order it was drawn.
CREATE TABLE queue_pair (
  run_id INTEGER NOT NULL REFERENCES match_run (id),
  kind TEXT NOT NULL CHECK (kind IN ('join', 'check')),
  stratum INTEGER NOT NULL,
  place INTEGER NOT NULL,
  item_a INTEGER NOT NULL REFERENCES item (id),
  item_b INTEGER NOT NULL REFERENCES item (id),
  score REAL NOT NULL,
  -- Of a join: the missing pairs that a yes is expected to bring. Of a check: 0.
  value REAL NOT NULL,
  PRIMARY KEY (run_id, kind, stratum, place)
) WITHOUT ROWID;

-- All pairs that nothing was said of when the run was matched, by the strata that checks are drawn from.
CREATE TABLE queue_stratum (
  run_id INTEGER NOT NULL REFERENCES match_run (id),
  stratum INTEGER NOT NULL,
  pairs INTEGER NOT NULL,
  score_sum REAL NOT NULL,
  PRIMARY KEY (run_id, stratum)
) WITHOUT ROWID;

-- Scorers fitted from verdicts; each is kept, since scores name the version that gave them.
CREATE TABLE scorer_version (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  verdicts INTEGER NOT NULL,
  file TEXT NOT NULL
);

-- What a simulated curator reached, by the job that played it.
CREATE TABLE learning_curve (
  job_id INTEGER PRIMARY KEY REFERENCES job (id),
  curve TEXT NOT NULL
);
`
