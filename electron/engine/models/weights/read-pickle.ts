import { ByteCursor, EndedEarly } from './byte-cursor.ts'
import { PickleMachine } from './pickle-machine.ts'
import { pickleOperation } from './pickle-operations.ts'
import { PickleRefused, type PickleValue } from './pickle-values.ts'
import { shown, WeightsUnreadable } from './weights-unreadable.ts'

const STOP = 0x2e
const WHAT_TO_DO =
  'Only tensors and plain containers are read, and nothing in a checkpoint is ever run. If you trust the file, save its weights alone with torch.save(model.state_dict(), "weights.pth") and use that.'

/**
 * Reads a pickle as torch.save writes it for tensors, dicts, lists, tuples, sets, numbers, texts and None.
 * Whatever else it wants is refused by name; nothing is looked up, called or made beyond those values.
 * @throws WeightsUnreadable
 * @see https://docs.python.org/3/library/pickletools.html
 */
export function readPickle(file: string, bytes: Uint8Array): PickleValue {
  const machine = new PickleMachine()
  const cursor = new ByteCursor(bytes)
  try {
    for (let code = cursor.u8(); code !== STOP; code = cursor.u8()) pickleOperation(code)(machine, cursor)
    if (cursor.left > 0) throw new PickleRefused(`${cursor.left} bytes follow its end`)
    return machine.result()
  } catch (error) {
    throw refusal(file, machine, error)
  }
}

function refusal(file: string, machine: PickleMachine, error: unknown): unknown {
  if (error instanceof EndedEarly) {
    return new WeightsUnreadable(
      file,
      `its pickle ends early (${error.message}): it is damaged. Fetch it again.`,
      null,
      {
        cause: error,
      },
    )
  }
  if (!(error instanceof PickleRefused)) return error
  const key = machine.outermostKey()
  const where = key === null ? '' : ` under the key ${shown(key)}`
  return new WeightsUnreadable(file, `its pickle is refused: ${error.message}${where}. ${WHAT_TO_DO}`, null, {
    cause: error,
  })
}
