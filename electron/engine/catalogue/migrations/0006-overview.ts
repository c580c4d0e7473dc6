/** Rules that decide many pairs at once, and the map of what pictures look like. */
export const overview = /* sql */ `
CREATE TABLE rule (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- Conditions and relation, as JSON of the contract's form.
  content TEXT NOT NULL,
  created_at TEXT NOT NULL
);

-- Where the pictures of a space lie on the map. Points that were placed once are never moved, but by drawing it anew.
CREATE TABLE embedding_map (
  space_id INTEGER PRIMARY KEY REFERENCES space (id),
  drawn_at TEXT NOT NULL,
  seed INTEGER NOT NULL,
  -- Points that the projection was computed of; all others were placed beside them.
  fitted INTEGER NOT NULL
);
CREATE TABLE map_point (
  space_id INTEGER NOT NULL REFERENCES space (id),
  -- A picture's id, or a region's with a minus sign.
  view INTEGER NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  -- 1: one of those that the projection was computed of.
  fitted INTEGER NOT NULL,
  PRIMARY KEY (space_id, view)
) WITHOUT ROWID;
`
