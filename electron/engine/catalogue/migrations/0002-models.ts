/**
 * Models besides the built-in one: parts of pictures as things to compare, vectors of titles, predicted categories, and
 * who accepted which terms.
 */
export const models = /* sql */ `
-- What a job has to tell besides numbers, as a list of sentences.
ALTER TABLE job ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';

-- By this the distances of the encoder in use were multiplied to be read on the scale of the scorer's.
ALTER TABLE match_run ADD COLUMN distance_scale REAL NOT NULL DEFAULT 1;

-- The part of the picture that a listing means, as its source states it, in pixels of the upright picture.
ALTER TABLE item_file ADD COLUMN box_x REAL;
ALTER TABLE item_file ADD COLUMN box_y REAL;
ALTER TABLE item_file ADD COLUMN box_width REAL;
ALTER TABLE item_file ADD COLUMN box_height REAL;

-- A part of a picture, given with a listing or found by a detector.
CREATE TABLE region (
  id INTEGER PRIMARY KEY,
  picture_id INTEGER NOT NULL REFERENCES picture (id),
  x REAL NOT NULL,
  y REAL NOT NULL,
  width REAL NOT NULL CHECK (width > 0),
  height REAL NOT NULL CHECK (height > 0),
  UNIQUE (picture_id, x, y, width, height)
);

-- What a space knows of a region; label and score where its detector found it.
CREATE TABLE region_embedding (
  space_id INTEGER NOT NULL REFERENCES space (id),
  region_id INTEGER NOT NULL REFERENCES region (id),
  label TEXT,
  score REAL,
  vector BLOB NOT NULL,
  PRIMARY KEY (space_id, region_id)
) WITHOUT ROWID;
CREATE INDEX region_embedding_region ON region_embedding (region_id);

-- Pictures that a detector has looked at, whatever it found.
CREATE TABLE searched_picture (
  space_id INTEGER NOT NULL REFERENCES space (id),
  picture_id INTEGER NOT NULL REFERENCES picture (id),
  PRIMARY KEY (space_id, picture_id)
) WITHOUT ROWID;
CREATE INDEX searched_picture_picture ON searched_picture (picture_id);

-- The title is kept with its vector: an item whose title changed is embedded again.
CREATE TABLE title_embedding (
  space_id INTEGER NOT NULL REFERENCES space (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  title TEXT NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (space_id, item_id)
) WITHOUT ROWID;
CREATE INDEX title_embedding_item ON title_embedding (item_id);

-- The classes that a model gives an item, most likely first, with the title and the picture it judged by.
CREATE TABLE predicted_category (
  space_id INTEGER NOT NULL REFERENCES space (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  title TEXT NOT NULL,
  picture_id INTEGER NOT NULL REFERENCES picture (id),
  -- Null where the model is not sure enough of any class.
  best TEXT,
  classes TEXT NOT NULL,
  PRIMARY KEY (space_id, item_id)
) WITHOUT ROWID;
CREATE INDEX predicted_category_item ON predicted_category (item_id);
CREATE INDEX predicted_category_picture ON predicted_category (picture_id);
CREATE INDEX predicted_category_best ON predicted_category (space_id, best);

-- Who accepted a model's terms, and which. Append-only, like everything a person said.
CREATE TABLE acceptance (
  id INTEGER PRIMARY KEY,
  model_id TEXT NOT NULL,
  source TEXT NOT NULL,
  licence TEXT NOT NULL,
  terms TEXT NOT NULL,
  accepted_by TEXT NOT NULL,
  accepted_at TEXT NOT NULL
);
CREATE INDEX acceptance_model ON acceptance (model_id);
CREATE TRIGGER acceptance_is_never_changed BEFORE UPDATE ON acceptance BEGIN SELECT raise(ABORT, 'acceptances are append-only'); END;
CREATE TRIGGER acceptance_is_never_deleted BEFORE DELETE ON acceptance BEGIN SELECT raise(ABORT, 'acceptances are append-only'); END;
`
