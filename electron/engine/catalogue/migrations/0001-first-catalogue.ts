/** The first catalogue. Times are ISO 8601 in UTC, hashes are raw bytes, paths are absolute. */
export const firstCatalogue = /* sql */ `
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  folder TEXT,
  table_path TEXT,
  mapping TEXT,
  added_at TEXT NOT NULL,
  imported_at TEXT,
  CHECK (folder IS NOT NULL OR table_path IS NOT NULL)
);
CREATE UNIQUE INDEX source_place ON source (ifnull(folder, ''), ifnull(table_path, ''));

-- A picture by its content: equal bytes are one picture however many files hold them.
CREATE TABLE picture (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  format TEXT NOT NULL,
  phash BLOB NOT NULL
);

-- A picture file as it was last seen on disk.
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  mtime_ms REAL NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'described', 'failed', 'missing')),
  picture_id INTEGER REFERENCES picture (id),
  attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX file_pending ON file (id) WHERE status = 'pending';
CREATE INDEX file_picture ON file (picture_id);

CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  external_id TEXT NOT NULL,
  title TEXT,
  description TEXT,
  category TEXT,
  brand TEXT,
  price REAL,
  code TEXT,
  label_group TEXT,
  attributes TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('present', 'missing')),
  line INTEGER NOT NULL,
  seen_in INTEGER NOT NULL,
  UNIQUE (source_id, external_id)
);
CREATE INDEX item_seen ON item (source_id, seen_in);

CREATE TABLE item_file (
  item_id INTEGER NOT NULL REFERENCES item (id),
  position INTEGER NOT NULL,
  file_id INTEGER NOT NULL REFERENCES file (id),
  PRIMARY KEY (item_id, position)
) WITHOUT ROWID;
CREATE INDEX item_file_file ON item_file (file_id);

-- One kind of descriptor that can be compared; two spaces are never mixed.
CREATE TABLE space (
  id INTEGER PRIMARY KEY,
  model_id TEXT NOT NULL,
  model_version TEXT NOT NULL,
  preprocessing TEXT NOT NULL,
  dimension INTEGER NOT NULL,
  metric TEXT NOT NULL,
  UNIQUE (model_id, model_version, preprocessing, dimension, metric)
);

CREATE TABLE embedding (
  space_id INTEGER NOT NULL REFERENCES space (id),
  picture_id INTEGER NOT NULL REFERENCES picture (id),
  vector BLOB NOT NULL,
  PRIMARY KEY (space_id, picture_id)
) WITHOUT ROWID;

-- An index file that does not match its row here is rebuilt, never trusted.
CREATE TABLE vector_index (
  space_id INTEGER PRIMARY KEY REFERENCES space (id),
  file TEXT NOT NULL,
  rows INTEGER NOT NULL,
  vectors_sha256 BLOB NOT NULL,
  file_sha256 BLOB NOT NULL
);

-- Pairs and groups belong to a run of matching; the run that counts is named by the setting 'current-run'.
CREATE TABLE match_run (
  id INTEGER PRIMARY KEY,
  created_at TEXT NOT NULL,
  threshold REAL NOT NULL,
  scorer_version TEXT NOT NULL,
  last_action_id INTEGER NOT NULL
);

CREATE TABLE pair (
  run_id INTEGER NOT NULL REFERENCES match_run (id),
  item_a INTEGER NOT NULL REFERENCES item (id),
  item_b INTEGER NOT NULL REFERENCES item (id),
  score REAL NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (run_id, item_a, item_b),
  CHECK (item_a < item_b)
) WITHOUT ROWID;
CREATE INDEX pair_reversed ON pair (run_id, item_b, score);
CREATE INDEX pair_forward ON pair (run_id, item_a, score);

CREATE TABLE product_group (
  run_id INTEGER NOT NULL REFERENCES match_run (id),
  representative INTEGER NOT NULL REFERENCES item (id),
  size INTEGER NOT NULL,
  score REAL NOT NULL,
  unsure REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'started', 'confirmed')),
  category TEXT,
  PRIMARY KEY (run_id, representative)
) WITHOUT ROWID;
CREATE INDEX group_score ON product_group (run_id, score, representative);
CREATE INDEX group_size ON product_group (run_id, size, score, representative);
CREATE INDEX group_unsure ON product_group (run_id, unsure, representative);
CREATE INDEX group_state ON product_group (run_id, state);

CREATE TABLE group_member (
  run_id INTEGER NOT NULL,
  representative INTEGER NOT NULL,
  position INTEGER NOT NULL,
  item_id INTEGER NOT NULL REFERENCES item (id),
  -- Against the representative: 1 for itself, 0 where only a verdict says that they belong together.
  score REAL NOT NULL,
  PRIMARY KEY (run_id, representative, position),
  FOREIGN KEY (run_id, representative) REFERENCES product_group (run_id, representative) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE UNIQUE INDEX group_member_item ON group_member (run_id, item_id);

-- What the curator did. Append-only: what is in force, undone or in conflict is derived.
CREATE TABLE action (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('verdict', 'skip', 'undo', 'redo')),
  target_action_id INTEGER REFERENCES action (id),
  group_id INTEGER NOT NULL,
  shown TEXT NOT NULL,
  note TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  words TEXT NOT NULL
);
CREATE TABLE verdict (
  id INTEGER PRIMARY KEY,
  action_id INTEGER NOT NULL REFERENCES action (id),
  item_a INTEGER NOT NULL REFERENCES item (id),
  item_b INTEGER NOT NULL REFERENCES item (id),
  relation TEXT NOT NULL,
  variant_axis TEXT,
  CHECK (item_a < item_b)
);
CREATE INDEX verdict_action ON verdict (action_id);
CREATE TRIGGER action_is_never_changed BEFORE UPDATE ON action BEGIN SELECT raise(ABORT, 'actions are append-only'); END;
CREATE TRIGGER action_is_never_deleted BEFORE DELETE ON action BEGIN SELECT raise(ABORT, 'actions are append-only'); END;
CREATE TRIGGER verdict_is_never_changed BEFORE UPDATE ON verdict BEGIN SELECT raise(ABORT, 'verdicts are append-only'); END;
CREATE TRIGGER verdict_is_never_deleted BEFORE DELETE ON verdict BEGIN SELECT raise(ABORT, 'verdicts are append-only'); END;

CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'paused', 'done', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  progress TEXT,
  summary TEXT NOT NULL DEFAULT '{}',
  error TEXT,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT
);
CREATE INDEX job_waiting ON job (id) WHERE status IN ('queued', 'running', 'paused');

CREATE TABLE problem (
  id INTEGER PRIMARY KEY,
  source_id INTEGER REFERENCES source (id),
  file_id INTEGER REFERENCES file (id),
  job_id INTEGER NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning')),
  code TEXT NOT NULL,
  path TEXT NOT NULL,
  line INTEGER,
  reason TEXT NOT NULL,
  advice TEXT NOT NULL
);
CREATE INDEX problem_code ON problem (code);
CREATE INDEX problem_source ON problem (source_id);
CREATE INDEX problem_file ON problem (file_id);
`
