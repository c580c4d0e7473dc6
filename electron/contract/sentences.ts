/**
 * Every sentence of the engine that a person may read, in English; `{names}` stand for values. The window has the same
 * in its other languages, in `renderer/words/LANGUAGE/said.json`; `{text}` is what another program says, or particulars of
 * a file's inside that are English everywhere.
 */
export const SENTENCES = {
  foreign: '{text}',
  unexpected: '{text}',

  catalogueNotThere: 'There is no catalogue at {path}: expected a folder with a catalogue.sqlite in it.',
  catalogueThere: 'There is a catalogue at {path} already. Open it instead.',
  catalogueDamaged: 'The catalogue {path} is damaged: {text}. Restore the newest file of its backups folder.',
  notACatalogue: '{path} is a database, but not a Doublet catalogue.',
  catalogueTooNew:
    '{path} was written by a newer Doublet (catalogue version {found}; this one reads up to {supported}). Update Doublet to open it; it was left unchanged.',
  databaseFault: 'The database is damaged: {text}.',
  rowRefersToNothing: 'A row of {table} refers to a row of {parent} that is not there.',
  picturesWithoutThumbnail: 'Pictures without a thumbnail: {count}.',
  indexMissing: 'The index {file} is missing.',
  indexChanged: 'The index {file} has changed since it was written.',
  restoreBackup: 'Restore the newest file of the backups folder in place of catalogue.sqlite.',
  makeDerivedAnew:
    'Make anew what is derived, here or by “doublet rebuild”; items and verdicts are not touched.',
  rebuiltAtMatch: 'Nothing to do: it is rebuilt at the next match.',
  catalogueInUse: 'The catalogue {path} is in use by {holder}. Close it there first.',
  anotherProgram: 'another program',
  cannotWriteFull:
    'Cannot write to {path}: the disk is full. Free some space and try again; nothing that was saved is lost.',
  cannotWriteFolder:
    'Cannot write to {path}: the folder is read-only. Make the folder writable, or copy the catalogue to a place where you may write.',
  cannotWriteFile:
    'Cannot write to {path}: the file cannot be opened for writing. Make the folder writable, or copy the catalogue to a place where you may write.',
  cannotWriteReadOnly:
    'Cannot write to {path}: the disk is read-only. Copy the catalogue to a place where you may write.',
  cannotWriteForbidden:
    'Cannot write to {path}: you may not write here. Change the folder’s permissions, or choose another folder.',
  cannotWriteDisk:
    'Cannot write to {path}: the disk reports an error. Check the disk and its cable; restore a backup if needed.',

  outsideRoots:
    '{path} lies outside of the folders this Doublet was started with. Start it with --root for that folder.',
  ownDialog: 'Folders are chosen in the system’s own dialog here.',
  unknownColumn: 'Expected one of the columns {columns} but received {column}',
  tableUnreadable: '{path}: {text}. {advice}.',

  exportNoFolder:
    'Could not write {path}: its folder does not exist. Create the folder first or choose another.',
  exportBehindFile:
    'Could not write {path}: a part of its path is a file, not a folder. Choose another folder.',
  exportNotAFolder: 'Could not write {path}: {folder} is not a folder. Choose another folder.',
  exportIsFolder: 'Could not write {path}: it is a folder, not a file. Choose a file name inside it.',
  exportFolderUsed: 'Could not write {path}: it is a folder that holds something already. Choose a new name.',
  exportForbidden:
    'Could not write {path}: its folder may not be written to. Choose another folder, or give yourself write permission for this one.',
  exportForbiddenOrUsed:
    'Could not write {path}: it or its folder may not be written to, or another program is using it. Choose another folder, or give yourself write permission for this one.',
  exportReadOnly: 'Could not write {path}: its disk is read-only. Choose another folder.',
  exportDiskFull:
    'Could not write {path}: its disk is full. Free some space or choose another disk; a file that was there before is unchanged.',
  exportQuota:
    'Could not write {path}: your quota on its disk is used up. Free some space or choose another disk; a file that was there before is unchanged.',
  exportTooLarge:
    'Could not write {path}: the file grew larger than this disk or account allows. Free some space or choose another disk; a file that was there before is unchanged.',
  exportDiskError:
    'Could not write {path}: its disk reported an error. Check the disk, then export again or choose another disk.',
  exportDiskGone: 'Could not write {path}: its disk is gone. Connect it again or choose another.',
  exportInUse: 'Could not write {path}: another program is using it. Close it there and export again.',
  exportLongName: 'Could not write {path}: its name is too long. Choose a shorter name.',

  groupGone: 'Group {id} is no longer there: a verdict or a new match has cut it differently.',
  filterGone: 'There is no saved filter {id}: it was removed.',
  itemGone: 'There is no item {id}, or it is gone.',
  pictureNotShown: 'The item shows no picture {id}.',
  scorerUnknown:
    'There is no scorer of version “{version}”, neither with Doublet nor fitted in this catalogue.',
  jobUnknown: 'There is no job {id}.',
  problemGone: 'This problem is no longer there: its source was read again meanwhile.',
  ruleReadyMade: 'The rule “{id}” comes with Doublet and cannot be deleted.',
  ruleGone: 'There is no rule “{id}” in the catalogue; it may have been deleted already.',
  noEvaluation: 'There is no evaluation to export yet. Run one first.',
  noRehearsal: 'No rehearsal waits for an answer, or a match since has made it out of date. Rehearse again.',
  notMatchedToPair: 'Nothing was matched yet, so there are no candidate pairs to add to. Match first.',
  notMatchedToRehearse: 'Nothing was matched yet, so there is nothing that could change. Match first.',
  notMatchedToRule:
    'Nothing was matched yet, so there are no candidate pairs that a rule could decide. Match first.',

  listingsUnknown:
    'Expected listings of this catalogue, but it does not have all of those that were named. Open the case again.',
  moveToSameGroup:
    'Expected another group than the one on screen. Choose the group that the listings belong to.',
  moveTornApart:
    'The listings that would be left behind are the same product as the group that the others would go to. Move all of them, or take back what says so.',
  moveToNothing:
    'Expected a group of this catalogue but there is no listing {item}, or it is gone. Choose another group.',
  listingNotShown:
    'Expected listings of the case but received {item}, which was not on screen. Open the case again.',
  allListingsTaken:
    'Expected a part of the {count} listings on screen but received all of them. Leave at least one behind.',
  relationUnknown:
    'Expected a relation that the catalogue knows but received “{name}”. Add it first, or choose one of {known}.',
  relationArchived: 'The relation “{name}” is archived. Bring it back, or choose one of {known}.',
  relationNotApart:
    'Expected a relation that keeps listings apart but received “{name}”. Choose one of {known}.',
  relationNotTogether:
    'Expected a relation that says that listings are the same product but received “{name}”. Choose one of {known}.',
  axisUnknown:
    'Expected an axis that the catalogue knows but received “{name}”. Choose one of {known}, or add one.',
  axisArchived: 'The axis “{name}” is archived. Choose one of {known}, or add one.',
  nameUnknown: 'Expected one of {known} but received “{name}”. Add it first.',
  nameTaken: 'There is “{name}” already. Choose another name.',
  nameTakenArchived: 'There is “{name}” already. Bring it back from the archive, or choose another name.',
  orderIncomplete: 'Expected {known}, each once, but received {given}. Read the list again.',
  nothing: 'nothing',
  tooManyNames: 'There are {count} already, and no more than {most}. Archive one first.',
  alwaysNeeded:
    'Doublet itself says “same product” and “different”, so that these cannot be archived. Move it to the end of the list instead.',
  noteEmpty: 'Expected a note but received an empty text. Write something, or name a note to take away.',
  noteNotInForce:
    'Expected a note in force but action {id} has none, or it was changed or taken away. Open the case again.',
  groupsNotAsPlanned:
    'Of the {groups} groups, {count} are not as they were when this was planned. Look at what would be done once more.',
  filterNameTaken: 'There is a filter “{name}” already. Choose another name.',
  ruleRelationUnknown:
    'Expected a relation of this catalogue but received “{name}”. Choose another relation for the rule.',
  ruleRelationArchived: 'The relation “{name}” is archived. Choose another relation for the rule.',
  moveTooLarge:
    'That would make a product of {size} listings: the group has {members} listings and {items} would come to it. A group holds at most {most}.',
  joinTooLarge:
    'That would make a product of {size} listings: {joined} listings would be joined, with all that were said to be the same product as one of them. A group holds at most {most}.',

  nothingDescribed:
    'No picture of the catalogue is described yet. Import pictures first, or search by words.',
  noWordToSearch: 'There is no word or number in the text. Write what the product is called.',
  thePicture: 'the picture',
  cannotSearchBy: '{path} cannot be searched by: {text}. {advice}',
  modelCouldNotTake: 'The model could not take the picture or the words: {text}. Try another picture.',
  boxOutside:
    'Expected a box in a picture of {width} x {height} pixels, but this one takes none of them. Correct the box, or leave it out to take the whole picture.',

  forPictures: 'pictures',
  forTitles: 'titles',
  forCategories: 'categories',
  comparingPictures: 'comparing pictures',
  comparingTitles: 'comparing titles',
  sorting: 'putting items into categories',
  findingItems: 'finding items in pictures',
  builtInStays: 'The built-in encoder is part of Doublet and stays.',
  modelInRole: '{model} is used for {role} in this catalogue. Choose another model for them first.',
  modelForOtherRole: 'Expected a model for {role} but {model} is one for {own}.',
  modelUnusable: 'The model in {folder} cannot be used: {reason}',
  isForOtherTask: 'it is for {task}, and one for {needed} is needed',
  describedByOther:
    'the catalogue was described by another version of it. Choose it again on the Models page, which describes anew',
  notInstalledHere: 'it is not installed on this machine. Install it, or choose another on the Models page',
  manifestWrong: "its manifest.json is not a model's: {text}",
  manifestNoJson: 'its manifest.json is no JSON',
  manifestMissing: 'it has no manifest.json',
  manifestOfOther: 'its manifest.json is that of the model "{id}"; rename the folder to that',
  fileCannotBeRead: 'its file {file} cannot be read',
  fileMissing: 'its file {file} is missing; install the model again',
  fileOtherSize: 'its file {file} has {found} bytes instead of {bytes}; install the model again',
  fileOtherHash: 'Expected {file} to have SHA-256 {expected} but found {found}. Install the model again.',
  gaveNoNumber: '{model} gave {value} in place of a number: its weights are damaged or of another network',
  modelFileUnexpected: 'A file of the model is not as expected: {text}',
  modelRefused: '{text}',
  sourceUnclear: '{text}',
  weightsUnreadable: 'Could not read weights from {file}: {text}',
  weightMissing:
    'Expected weights named "{key}" but the checkpoint has none: it is incomplete, or of another architecture',
  weightShape:
    'Expected "{key}" to be [{expected}] but the checkpoint has [{found}]: config.json and weights differ',
  weightType: 'Expected "{key}" to be F32, F16, BF16 or F64 but the checkpoint has {found}',
  preprocessingUnreadable: '{file}: {text}',
  textFileUnreadable: "The text model's file {file} cannot be used: {text}",
  wordVectorsUnreadable: '{text}',
  notInstalled: 'The model {id} was not installed: {text}',
  modelHeldOpen:
    'The model {id} is in use. Wait until no job uses it, close other windows of Doublet, and try again.',
  inferenceStopped: '{text}',

  gatedForToken:
    '{repository} is not given to the account of this token. Open {page} with that account and accept the terms there; check as well that the token is valid and may read gated models. Then start again.',
  gated:
    '{repository} is given only to people who accepted its terms. Open {page}, sign in and accept the terms there, then give Doublet an access token of that account and start again.',
  notOnHub: 'The hub has no {what}. Check the name at {page}; a private model needs an access token.',
  hubUnreachable:
    '{host} cannot be reached: {text}. Check the connection and start again; what was fetched so far is kept.',
  hubBusy: '{host} takes no more requests for now. Start again later; what was fetched so far is kept.',
  hubBusyFor:
    '{host} takes no more requests for now. Start again in {seconds} seconds; what was fetched so far is kept.',
  hubAnswer: '{address} answered with something else than expected: {text}',
  unsafeFileName: 'The repository lists a file "{file}", which is refused: {text}',
  downloadTooLarge: 'Expected {what} to take at most {limit} bytes but it takes {bytes}',
  checksumMismatch:
    'Expected {file} to have checksum {expected} but what came has {found}. It was deleted: fetch it again, and if that does not help, do not use this source.',
  diskFull: 'The disk of {folder} is full. Free some space and start again; what was fetched is kept.',
  diskFullFor:
    'The disk of {folder} is full. {bytes} more bytes are needed. Free some space and start again; what was fetched is kept.',
  noWeights:
    '{repository} has no weights that Doublet reads: expected .safetensors, .onnx, .bin, .pth, .pt or .ckpt',
  severalWeights: '{repository} has several files that could be the weights: {files}. Say which to use.',

  tableNotImported: '{table} was not imported yet. Import it, then rank.',
  tableWithoutRows:
    '{table} has no row that could be taken in. Check that it is the right table and look at the problems.',
  idNotWhole:
    'Expected ids of whole numbers up to {most} in {table} but received “{id}”: a ranking as .npy holds int32 alone. Number the rows.',

  tookDown:
    'It took Doublet down {times} times and is not tried again by itself. Start it anew from its page.',
  notMatchedForRule: 'Nothing was matched yet, so there are no candidate pairs. Match first.',
  ruleOvertaken: 'Verdicts were given all the while, so that nothing was recorded. Apply the rule again.',
  ruleHadNothing: 'The rule had nothing to record.',
  ruleHasMore: '{count} more pairs meet the rule: apply it again for them.',
  rehearsalOutOfDate: 'The rehearsal was out of date, and nothing was changed. Rehearse again.',
  sourceCutShort:
    'A source could not be read to its end, so that nothing of it was taken to be gone. See Problems: {path}',
  nothingToSimulate: 'There is nothing to simulate: match a catalogue whose items have a label_group first.',
  nothingToCopy:
    'Expected two described pictures or more, to tell copies of one from the others, but found {count}. Import and match first.',
  nothingToMap: 'No picture was described yet, so there is nothing to draw a map of. Import and match first.',
  modelInstalled: '{name} is installed as {id} ({system}).',
  weightsLeft: 'The network does without these weights of the file, as those of a training head are: {keys}.',
  weightsLeftMore:
    'The network does without these weights of the file, as those of a training head are: {keys} and {more} more.',
  tooFewVerdicts:
    'Expected at least {least} verdicts, at least {each} of either answer, on pairs that the last match kept, but found {found}, {same} of them same. The scorer stays as it is.',
  scorerNoBetter:
    'Fitted from {verdicts} verdicts, the scorer would do no better on verdicts left out than {version} does, so it stays as it is.',
  scorerFitted: 'Scorer {version} was fitted from {verdicts} verdicts; the next match takes it.',
  scorerFigure: '{figure}: {value}',
  withoutWordVectors: '{reason} Titles were not compared by word vectors.',
  took: '{what}, {seconds} s',
  neighboursOfPictures: 'Neighbours of {count} pictures: {how}',
  neighboursOfHashes: 'Neighbours of {count} perceptual hashes: exact',
  neighboursOfTitles: 'Neighbours of {count} titles: {how}',
  neighboursOfMeanings: 'Neighbours of {count} titles’ meanings: {how}',
  projection: 'Projection of {count} pictures',
  placesBeside: 'Places beside them for {count} pictures',
  exact: 'exact',
  approximate: 'approximate',

  modelOnProvider: '{model}: {result}',
  queriesWithoutPicture: 'Queries without a picture that could be read: {count}. Their rows hold -1 alone.',
  galleryWithoutPicture:
    'Gallery rows without a picture that could be read: {count}. They are in no ranking.',
  galleryTooSmall: 'The gallery has fewer than {top} pictures, so that the rows of the array end with -1.',
  rankedWell: 'mAP of the first {top}: {figure} over {queries} queries whose product is in the gallery.',

  providerSetAside: '{name}: {reason}',
  onAdapter: '{name} on {adapter}',
  cpuPictures: '{name}: {count} pictures a second',
  cpuTitles: '{name}: {count} titles a second',
  timesCpu: '{name}: {times}x CPU, max difference {difference}',
  givenUp: '{provider} was given up for {model}, and the CPU does the work: {reason}',
  cudaMissing:
    "its libraries are not installed (CUDA, cuDNN and onnxruntime's CUDA provider); WebGPU needs none of them",
  notInBuild: 'this build of onnxruntime does not have it',
  noAdapter: 'no graphics card with a driver that it can use was found (on Linux: Vulkan)',
  noReason: 'it gave no reason',
  answerUnreadable: 'its answer could not be read',
  hungLoading: 'it had not ended loading the model after {seconds} seconds and was stopped',
  hungComputing: 'it had not ended computing after {seconds} seconds and was stopped',
  hungEnding: 'it had not ended ending after {seconds} seconds and was stopped',
  crashedLoading: 'it crashed while loading the model ({ending})',
  crashedComputing: 'it crashed while computing ({ending})',
  crashedEnding: 'it crashed while ending ({ending})',
  noAnswer: 'no answer',
  leftToCpu: 'it left the whole model to the CPU',
  noNumbers: "its results are no numbers, or of another shape than the CPU's",
  differs: "its results differ from the CPU's (max difference {difference}, cosine {cosine})",

  textWordsAndCharacters: 'TF-IDF of words and of 3 characters',
  textCharacters: 'TF-IDF of 3 and 4 characters, sublinear',
  textCharactersBinary: 'TF-IDF of 3 and 4 characters, binary',
  textIdf: 'IDF of words',
  textTfIdf: 'TF-IDF of words',
  textTfIdfSublinear: 'TF-IDF of words, sublinear',
  textTfIdfBinary: 'TF-IDF of words, binary',
  textTfIdfBesideImages: 'TF-IDF of words, beside an image model',
  textGlove: 'GloVe',
  textGloveIdf: 'GloVe + IDF',
  titleTerms: 'TF-IDF of titles',
  heldOutF1: 'verdicts held out: F1 at 0.5',
  shippedF1: 'the same by the shipped scorer',
  heldOutCalibration: 'verdicts held out: calibration error',
} as const
