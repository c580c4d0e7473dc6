/**
 * Relations and axes as data, more kinds of actions, marks on groups, and filters that have a name. `action` and
 * `verdict` are written anew with all their rows, since SQLite cannot change a CHECK.
 */
export const review = /* sql */ `
CREATE TABLE relation (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- together: it says that two listings are the same product.
  sign TEXT NOT NULL CHECK (sign IN ('together', 'apart')),
  position INTEGER NOT NULL,
  built_in INTEGER NOT NULL DEFAULT 0,
  renamed INTEGER NOT NULL DEFAULT 0,
  archived INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO relation (id, name, sign, position, built_in) VALUES
  ('same-product', 'Same product', 'together', 1, 1),
  ('same-image', 'Same image', 'together', 2, 1),
  ('variant', 'Variant', 'apart', 3, 1),
  ('related', 'Related', 'apart', 4, 1),
  ('different', 'Different', 'apart', 5, 1);
CREATE TRIGGER relation_is_never_deleted BEFORE DELETE ON relation BEGIN SELECT raise(ABORT, 'verdicts refer to relations'); END;
CREATE TRIGGER relation_keeps_its_sign BEFORE UPDATE OF id, sign ON relation BEGIN SELECT raise(ABORT, 'verdicts were settled by this sign'); END;

-- In what a variant differs.
CREATE TABLE variant_axis (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  built_in INTEGER NOT NULL DEFAULT 0,
  renamed INTEGER NOT NULL DEFAULT 0,
  archived INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO variant_axis (id, name, position, built_in) VALUES
  ('colour', 'Colour', 1, 1), ('size', 'Size', 2, 1), ('pack', 'Pack', 3, 1), ('material', 'Material', 4, 1), ('flavour', 'Flavour', 5, 1);
INSERT INTO variant_axis (id, name, position)
  SELECT variant_axis, variant_axis, 5 + row_number() OVER (ORDER BY variant_axis) FROM verdict
  WHERE variant_axis IS NOT NULL AND variant_axis NOT IN (SELECT id FROM variant_axis) GROUP BY variant_axis;
CREATE TRIGGER variant_axis_is_never_deleted BEFORE DELETE ON variant_axis BEGIN SELECT raise(ABORT, 'verdicts refer to axes'); END;

ALTER TABLE verdict RENAME TO old_verdict;
ALTER TABLE action RENAME TO old_action;
CREATE TABLE action (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('verdict', 'confirm', 'split', 'move', 'drop', 'rule', 'skip', 'come-back', 'note', 'flag',
    'unflag', 'representative', 'undo', 'redo')),
  -- Of an undo or redo: what it takes back or does again. Of a note: the note that it takes the place of.
  target_action_id INTEGER REFERENCES action (id),
  group_id INTEGER NOT NULL,
  shown TEXT NOT NULL,
  -- The listing that was dropped, that stands for a group, or that stood for the group that others were moved to.
  item_id INTEGER REFERENCES item (id),
  note TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  words TEXT NOT NULL,
  blind INTEGER NOT NULL DEFAULT 0,
  -- Listings that were in a group with one on screen without being there themselves, as JSON; null: nobody noted it.
  around TEXT
);
INSERT INTO action (id, kind, target_action_id, group_id, shown, note, reviewer, at, words, blind)
  SELECT id, kind, target_action_id, group_id, shown, note, reviewer, at, words, blind FROM old_action ORDER BY id;
CREATE TABLE verdict (
  id INTEGER PRIMARY KEY,
  action_id INTEGER NOT NULL REFERENCES action (id),
  item_a INTEGER NOT NULL REFERENCES item (id),
  item_b INTEGER NOT NULL REFERENCES item (id),
  relation TEXT NOT NULL REFERENCES relation (id),
  variant_axis TEXT REFERENCES variant_axis (id),
  CHECK (item_a < item_b)
);
INSERT INTO verdict (id, action_id, item_a, item_b, relation, variant_axis)
  SELECT id, action_id, item_a, item_b, relation, variant_axis FROM old_verdict ORDER BY id;
DROP TABLE old_verdict;
DROP TABLE old_action;
CREATE INDEX verdict_action ON verdict (action_id);
CREATE TRIGGER action_is_never_changed BEFORE UPDATE ON action BEGIN SELECT raise(ABORT, 'actions are append-only'); END;
CREATE TRIGGER action_is_never_deleted BEFORE DELETE ON action BEGIN SELECT raise(ABORT, 'actions are append-only'); END;
CREATE TRIGGER verdict_is_never_changed BEFORE UPDATE ON verdict BEGIN SELECT raise(ABORT, 'verdicts are append-only'); END;
CREATE TRIGGER verdict_is_never_deleted BEFORE DELETE ON verdict BEGIN SELECT raise(ABORT, 'verdicts are append-only'); END;

-- What the list of groups asks for; all of it is derived from members, pairs and actions.
ALTER TABLE product_group ADD COLUMN lowest REAL;
ALTER TABLE product_group ADD COLUMN newest INTEGER NOT NULL DEFAULT 0;
ALTER TABLE product_group ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE product_group ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE product_group ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE product_group ADD COLUMN news INTEGER NOT NULL DEFAULT 0;
UPDATE product_group SET
  newest = (SELECT max(item_id) FROM group_member
    WHERE group_member.run_id = product_group.run_id AND group_member.representative = product_group.representative),
  lowest = (SELECT min(pair.score) FROM group_member AS a CROSS JOIN group_member AS b
      ON b.run_id = a.run_id AND b.representative = a.representative AND +b.item_id > a.item_id
    CROSS JOIN pair ON pair.run_id = a.run_id AND pair.item_a = a.item_id AND pair.item_b = b.item_id
    WHERE a.run_id = product_group.run_id AND a.representative = product_group.representative);
CREATE INDEX group_newest ON product_group (run_id, newest, representative);
-- The column that is always 1 makes SQLite take the index before the primary key.
CREATE INDEX group_skipped ON product_group (run_id, skipped, value, representative) WHERE skipped = 1;
CREATE INDEX group_flagged ON product_group (run_id, flagged, value, representative) WHERE flagged = 1;
CREATE INDEX group_noted ON product_group (run_id, noted, value, representative) WHERE noted = 1;
CREATE INDEX group_news ON product_group (run_id, news, representative) WHERE news > 0;

-- Relations that are said of a group's members, to each other or to other listings.
CREATE TABLE group_relation (
  run_id INTEGER NOT NULL,
  relation TEXT NOT NULL REFERENCES relation (id),
  representative INTEGER NOT NULL,
  PRIMARY KEY (run_id, relation, representative),
  FOREIGN KEY (run_id, representative) REFERENCES product_group (run_id, representative) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX group_relation_group ON group_relation (run_id, representative);
-- What older actions mean for groups is worked out once, when the catalogue is opened.
INSERT INTO setting (key, value) SELECT 'groups-to-mark', '1' WHERE EXISTS (SELECT 1 FROM action);

CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- The contract's filter, as JSON.
  filter TEXT NOT NULL,
  sort TEXT NOT NULL,
  saved_at TEXT NOT NULL
);
`
