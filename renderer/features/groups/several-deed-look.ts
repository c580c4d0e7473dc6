import type { LeftOutReason, SeveralDeed } from '../../../electron/contract/several.ts'
import type { WordKey } from '../../words/words.ts'

interface DeedLook {
  readonly icon: string
  /** What is asked before it is done. */
  readonly ask: WordKey
  readonly about: WordKey
  readonly run: WordKey
  readonly done: WordKey
  /** Why it is not done to a group that it was done to before. */
  readonly already: WordKey
}

export const SEVERAL_DEED_LOOKS: Readonly<Record<SeveralDeed, DeedLook>> = {
  confirm: {
    icon: 'i-lucide-circle-check',
    ask: 'groups.askConfirm',
    about: 'groups.aboutConfirm',
    run: 'groups.runConfirm',
    done: 'groups.didConfirm',
    already: 'groups.leftConfirmed',
  },
  skip: {
    icon: 'i-lucide-skip-forward',
    ask: 'groups.askSkip',
    about: 'groups.aboutSkip',
    run: 'groups.runSkip',
    done: 'groups.didSkip',
    already: 'groups.leftSkipped',
  },
  flag: {
    icon: 'i-lucide-flag',
    ask: 'groups.askFlag',
    about: 'groups.aboutFlag',
    run: 'groups.runFlag',
    done: 'groups.didFlag',
    already: 'groups.leftFlagged',
  },
}

const REASONS: Readonly<Record<Exclude<LeftOutReason, 'done'>, WordKey>> = {
  gone: 'groups.leftGone',
  changed: 'groups.leftChanged',
  verdict: 'groups.leftVerdict',
  size: 'groups.leftSize',
}

export function leftOutWords(reason: LeftOutReason, deed: SeveralDeed): WordKey {
  return reason === 'done' ? SEVERAL_DEED_LOOKS[deed].already : REASONS[reason]
}
