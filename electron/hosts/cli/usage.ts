/** A command line that cannot be understood: the program says what it expected and exits with 2. */
export class UsageError extends Error {}

export const USAGE = `doublet: find duplicate product listings and label them

  doublet import SOURCE... [--table FILE] [--id COL] [--title COL] [--image COL] [--group COL]
                                 take in folders of pictures and tables (CSV, TSV, JSONL)
  doublet match [--threshold P]  find pairs, score them and group them (P from 0 to 1)
  doublet groups [--state open|started|confirmed] [--sort score-desc|score-asc|size-desc|size-asc|unsure-first]
                                 list the groups with their members
  doublet export pairs|groups --out FILE [--format csv|jsonl|parquet] [--direct-only]
                 [--validation SHARE] [--test SHARE]
                                 write the labelled pairs, or the groups
  doublet evaluate               compare the groups with the known label_group of the items
  doublet verify                 check the catalogue and everything derived from it
  doublet rebuild                make everything anew that is derived from the catalogue
  doublet serve [--root DIR]... [--port N] [--host ADDRESS]
                                 serve the window to a browser on this machine
  doublet sample DIR             draw the sample catalogue's pictures and table into a folder

  --catalogue DIR   the catalogue, a folder NAME.doublet (default: Catalogue.doublet in this folder)
  --cores N         CPU cores to compute on (default: all)
  --strict          exit with 1 if anything was left out
  --json            print one JSON document
  --help, --version

Progress goes to standard error, results to standard output.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C (the next run goes on where it was).
`
