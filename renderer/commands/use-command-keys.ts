import { useEventListener } from '@vueuse/core'
import { hostBridge } from '../engine/host-bridge.ts'
import { commands, keysOf, type CommandId } from './commands.ts'
import { digitUnder, isCombination } from './key-combination.ts'
import { dialogIsOpen, isForText, usesKeyItself } from './key-target.ts'
import { offeredCommand, runCommand } from './use-commands.ts'

/** Whether the modifier key of shortcuts is Command. */
export function usesAppleKeys(): boolean {
  return (
    (hostBridge()?.platform ?? navigator.platform).toLowerCase().startsWith('mac') ||
    hostBridge()?.platform === 'darwin'
  )
}

/** Holding a key down must never decide one case after another. */
const REPEATING_COMMANDS: ReadonlySet<CommandId> = new Set([
  'review.memberNext',
  'review.memberPrevious',
  'review.zoomIn',
  'review.zoomOut',
  'review.pan',
  'review.mixLess',
  'review.mixMore',
])

/** Listens for the keys of the whole table, and for the desktop's menus. Called once, by the application. */
export function useCommandKeys(): void {
  const apple = usesAppleKeys()
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const plain = !event.ctrlKey && !event.metaKey
    if (isForText(event) || (plain && usesKeyItself(event.target, event.key))) return
    if (dialogIsOpen()) return
    for (const command of commands) {
      if (!keysOf(command).some((combination) => isCombination(event, combination, apple))) continue
      const handler = offeredCommand(command.id)
      if (handler === null) continue
      event.preventDefault()
      if (!event.repeat || REPEATING_COMMANDS.has(command.id))
        handler({ key: digitUnder(event) ?? event.key, value: null })
      return
    }
  })

  hostBridge()?.onCommand((name, argument) => {
    const command = commands.find(({ id }) => id === name)
    if (command === undefined) console.error(`Expected a command of the table but the host sent "${name}"`)
    else runCommand(command.id, argument)
  })
}
