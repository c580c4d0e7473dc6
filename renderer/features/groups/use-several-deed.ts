import { useToast } from '@nuxt/ui/composables'
import { computed, shallowRef } from 'vue'
import {
  MOST_GROUPS_AT_ONCE,
  type SeveralDeed,
  type SeveralPlan,
} from '../../../electron/contract/several.ts'
import { formatCounted } from '../../components/format-quantity.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { runCommand } from '../../commands/use-commands.ts'
import { t } from '../../words/words.ts'
import { useSaveQueue } from '../review/session/save-queue.ts'
import { useSelectedGroups } from './selected-groups-store.ts'
import { SEVERAL_DEED_LOOKS } from './several-deed-look.ts'

/** Asks what would be done to the selected groups, and does exactly that when it is said once more. */
export function useSeveralDeed() {
  const engine = useEngine()
  const queue = useSaveQueue()
  const selected = useSelectedGroups()
  const toast = useToast()
  const deed = shallowRef<SeveralDeed | null>(null)
  const plan = shallowRef<SeveralPlan | null>(null)
  /** Selected groups that one action has no room for. */
  const later = shallowRef(0)
  const error = shallowRef<unknown>(null)
  const isBusy = shallowRef(false)

  async function tried(work: () => Promise<void>): Promise<void> {
    isBusy.value = true
    error.value = null
    try {
      await work()
    } catch (reason) {
      error.value = reason
    } finally {
      isBusy.value = false
    }
  }

  async function ask(wanted: SeveralDeed): Promise<void> {
    if (selected.count === 0 || isBusy.value) return
    deed.value = wanted
    plan.value = null
    await tried(() => readPlan(wanted))
  }

  async function readPlan(wanted: SeveralDeed): Promise<void> {
    const groups = selected.groups()
    later.value = Math.max(0, groups.length - MOST_GROUPS_AT_ONCE)
    const read = await engine.review.planSeveral({
      deed: wanted,
      groups: groups.slice(0, MOST_GROUPS_AT_ONCE),
    })
    if (deed.value === wanted) plan.value = read
  }

  async function run(question: string): Promise<void> {
    const wanted = deed.value
    const planned = plan.value
    if (wanted === null || planned === null || planned.groups.length === 0 || isBusy.value) return
    await tried(async () => {
      const { groups } = planned
      const send = () => engine.review.several({ deed: wanted, groups: [...groups], question })
      // What was planned does not hold any more: what would be done now is read anew, and asked once more.
      await queue.save(send).catch(async (reason: unknown) => {
        await readPlan(wanted)
        throw reason
      })
      selected.remove(groups)
      deed.value = null
      tell(wanted, groups.length)
    })
  }

  function tell(done: SeveralDeed, groups: number): void {
    toast.add({
      title: t(SEVERAL_DEED_LOOKS[done].done, { groups: formatCounted(groups, 'group') }),
      icon: SEVERAL_DEED_LOOKS[done].icon,
      color: 'neutral',
      duration: 8000,
      actions: [
        {
          label: t('groups.undo'),
          color: 'neutral',
          variant: 'outline',
          onClick: () => runCommand('review.undo'),
        },
      ],
    })
  }

  return {
    deed,
    plan,
    later,
    error,
    isBusy: computed(() => isBusy.value),
    ask,
    run,
    close: () => (deed.value = null),
  }
}
