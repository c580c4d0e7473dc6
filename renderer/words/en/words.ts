import type { SayingKind } from '../../../electron/contract/saying.ts'
import { SENTENCES } from '../../../electron/contract/sentences.ts'
import board from './board.json'
import commands from './commands.json'
import components from './components.json'
import counts from './counts.json'
import evaluate from './evaluate.json'
import exporting from './export.json'
import groups from './groups.json'
import history from './history.json'
import importing from './import.json'
import jobs from './jobs.json'
import known from './known.json'
import models from './models.json'
import overview from './overview.json'
import problems from './problems.json'
import rehearsal from './rehearsal.json'
import review from './review.json'
import rules from './rules.json'
import scorer from './scorer.json'
import search from './search.json'
import settings from './settings.json'
import shell from './shell.json'
import start from './start.json'
import welcome from './welcome.json'

/** The engine's own English. */
const said: Readonly<Record<SayingKind, string>> = SENTENCES

export const english = {
  board,
  commands,
  components,
  counts,
  evaluate,
  export: exporting,
  groups,
  history,
  import: importing,
  jobs,
  known,
  models,
  overview,
  problems,
  rehearsal,
  review,
  rules,
  said,
  scorer,
  search,
  settings,
  shell,
  start,
  welcome,
}

export type Words = typeof english
