import { onScopeDispose } from 'vue'
import type { CommandId } from './commands.ts'

/** What a command does where it is offered; the event tells which of several keys was pressed. */
export type CommandHandler = (argument: {
  readonly key: string | null
  readonly value: string | null
}) => void

type Handlers = Partial<Record<CommandId, CommandHandler>>

interface Offer {
  readonly handlers: Handlers
  readonly isOpen: () => boolean
}

/** The innermost offer of a command wins: a view's before the shell's. */
const offers: Offer[] = []

/**
 * Offers commands for as long as the calling component lives.
 * @param isOpen for a component that may be out of sight; asked whenever a command is wanted
 */
export function offerCommands(handlers: Handlers, isOpen: () => boolean = () => true): void {
  const offer = { handlers, isOpen }
  offers.push(offer)
  onScopeDispose(() => {
    offers.splice(offers.indexOf(offer), 1)
  })
}

/** The way to run a command now, or null while nothing on screen offers it. */
export function offeredCommand(id: CommandId): CommandHandler | null {
  for (const { handlers, isOpen } of offers.toReversed()) {
    const handler = handlers[id]
    if (handler !== undefined && isOpen()) return handler
  }
  return null
}

/** Runs a command if something on screen offers it. */
export function runCommand(id: CommandId, value: string | null = null): void {
  offeredCommand(id)?.({ key: null, value })
}
