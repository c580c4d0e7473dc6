/** Pictures within pictures: cells of a collage, the photo on a screenshot, compared beside the whole. */
export const innerPictures = /* sql */ `
-- 1 where the program itself found the region to be a picture of its own.
ALTER TABLE region_embedding ADD COLUMN is_inner INTEGER NOT NULL DEFAULT 0 CHECK (is_inner IN (0, 1));
`
