/** A command line that cannot be understood: the program says what it expected and exits with 2. */
export class UsageError extends Error {}

export const USAGE = `doublet: find duplicate product listings and label them

  doublet import SOURCE... [--table FILE] [--id COL] [--title COL] [--image COL] [--group COL]
                                 take in folders of pictures and tables (CSV, TSV, JSONL)
  doublet match [--threshold P] [--text SETTING] [--glove FILE]
                                 find pairs, score them and group them (P from 0 to 1); titles are compared by
                                 words-and-characters, characters, characters-binary, idf, tf-idf, tf-idf-sublinear, tf-idf-binary,
                                 tf-idf-beside-images, or glove and glove-idf with a text file of word vectors
  doublet groups [FILTER] [--sort score-desc|score-asc|size-desc|size-asc|unsure-first|value|newest]
                                 list the groups with their members. FILTER: --state open|started|confirmed, --text WORDS,
                                 --category C, --score FROM..TO, --size FROM..TO, --only or --without (repeatable)
                                 skipped|flagged|noted|news, --said RELATION
  doublet review confirm|skip|flag FILTER [--sort S] [--top N] [--relation R] [--question TEXT] [--apply]
                                 say what confirming, putting off or asking a colleague about every group that fits would
                                 do, and what it would leave out and why; --apply does it in one action
  doublet undo | redo            take back what you did last, or do it again
  doublet problems [--out FILE]  list what was left out or needs a look, and what to do; --out writes it as CSV
  doublet export pairs|triplets|groups|catalogue --out FILE [--format csv|jsonl|parquet] [--direct-only]
                 [--same RELATION]... [--validation SHARE] [--test SHARE] [--seed N]
                                 write the labelled pairs, triplets made of them, the groups, or every listing with its
                                 group; --same says which relations count as the same product
  doublet export folder --out DIR
                                 copy the pictures of labelled pairs into train, validation and test, one folder a
                                 product, with pairs.csv and triplets.csv
  doublet export submission --out submission.csv
                                 write posting_id and matches: itself first, at most 50
  doublet evaluate [--truth label_group | --pairs FILE [--split NAME]] [--compare channels,texts,rules]
                   [--threshold 0.5,image=0.3,text=0.17] [--glove FILE] [--out FILE]
                                 compare matching with known products; --out writes the table of settings as CSV
  doublet evaluate --copies [--photos N] [--seed S] [--out FILE]
                                 edit N of the catalogue's own photos (default: 200) as other sellers would, and say how
                                 well its picture model finds the originals; needs no known products
  doublet rank [FOLDER] --gallery FILE --queries FILE --out ranking.npy [--top N]
                                 take in both tables, rank the gallery for every query (default: the first 1000) and
                                 write it as int32 [queries, N], -1 behind the last, and as CSV
  doublet queue                  list the cases worth most to look at, and how good the groups are
  doublet scorer [refit|use VERSION|weights [VERSION]]
                                 fit the scorer from the verdicts, choose a version, or read its weights
  doublet simulate [--curator truth] [--verdicts N] [--errors SHARE] [--order value|score|random] [--seed S]
                                 play a curator who answers from the known label_group, in memory
  doublet search [--image FILE [--box X,Y,WIDTH,HEIGHT]] [--text WORDS] [--category C] [--filter NAME=VALUE]... [--top N]
                                 find items by a picture, a part of it, words or both; filters are attributes, brand=B
                                 and price=FROM..TO
  doublet rehearse [--threshold P] [--scorer VERSION | --model NAME|none [--as pictures|titles|categories]] [--accept]
                                 say what a change would do to the groups before it takes effect
  doublet rules [RULE | --when CONDITIONS [--relation R] [--save NAME]] [--apply] [--seed S]
                                 list the rules, or say what one would do with the candidate pairs; --apply records it
                                 in one action. Conditions are joined by commas: bytes, code, brand, category, score>=P,
                                 score<=P, phash<=BITS, image<=D, title<=D, price>=RATIO, price<=RATIO
  doublet map [--anew]           place new pictures on the map of what they look like, or draw it anew
  doublet relations [--axis]     list what a verdict can say, or (--axis) in what variants differ
  doublet relations add NAME --sign together|apart
                                 add one that counts as the same product (together) or does not
  doublet relations rename ID NAME | archive ID | restore ID | order ID... [--axis]
                                 nothing is ever deleted: verdicts refer to it; --axis also with add
  doublet history [--case A-B] [--top N]
                                 what was done, newest first (default: the last 50); of the case of some items alone
  doublet verify                 check the catalogue and everything derived from it
  doublet rebuild                make everything anew that is derived from the catalogue
  doublet serve [--root DIR]... [--port N] [--host ADDRESS]
                                 serve the window to a browser on this machine
  doublet models                 list the installed models, the known ones and what each is used for
  doublet models import FOLDER|hf:OWNER/NAME[@REV] [--as NAME] [--weights FILE] [--accept-terms]
                                 install a model; a token for gated ones is read from HF_TOKEN
  doublet models use NAME|none [--as pictures|titles|categories] [--accept-terms] [--no-match]
                                 describe the catalogue by a model, and match by it
  doublet models cost NAME       what using a model would take
  doublet models check [NAME]    try this machine's graphics providers with a model
  doublet models remove NAME
  doublet sample DIR             draw the sample catalogue's pictures and table into a folder

  --catalogue DIR   the catalogue, a folder NAME.doublet (default: Catalogue.doublet in this folder)
  --cores N         CPU cores to compute on (default: all)
  --strict          exit with 1 if anything was left out
  --json            print one JSON document
  --help, --version

Progress goes to standard error, results to standard output.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C (the next run goes on where it was).
`
