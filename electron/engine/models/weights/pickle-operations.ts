import { type ByteCursor } from './byte-cursor.ts'
import { fillDict, type PickleMachine } from './pickle-machine.ts'
import { asKind, PickleRefused, type PickleSequence, type PickleValue } from './pickle-values.ts'
import { torchName } from './torch-names.ts'
import { shown } from './weights-unreadable.ts'

type Operation = (machine: PickleMachine, cursor: ByteCursor) => void

const LONGEST_INTEGER_BYTES = 1024
const OLDEST_PROTOCOL = 2
const NEWEST_PROTOCOL = 5

const framing: Readonly<Record<number, Operation>> = {
  0x80: (_, cursor) => {
    const protocol = cursor.u8()
    if (protocol < OLDEST_PROTOCOL || protocol > NEWEST_PROTOCOL) {
      throw new PickleRefused(
        `its pickle protocol is ${protocol}; ${OLDEST_PROTOCOL} to ${NEWEST_PROTOCOL} are read`,
      )
    }
  },
  // FRAME only helps to read ahead.
  0x95: (_, cursor) => {
    const bytes = cursor.u64()
    if (bytes > cursor.left)
      throw new PickleRefused(`a frame has ${bytes} bytes where ${cursor.left} are left`)
  },
}

const plainValues: Readonly<Record<number, Operation>> = {
  0x4e: (machine) => machine.push(null),
  0x88: (machine) => machine.push(true),
  0x89: (machine) => machine.push(false),
  0x4a: (machine, cursor) => machine.push(cursor.i32()),
  0x4b: (machine, cursor) => machine.push(cursor.u8()),
  0x4d: (machine, cursor) => machine.push(cursor.u16()),
  0x8a: (machine, cursor) => machine.push(integer(cursor.take(cursor.u8()))),
  0x8b: (machine, cursor) => machine.push(integer(cursor.take(cursor.u32()))),
  0x47: (machine, cursor) => machine.push(cursor.f64BigEndian()),
  0x8c: (machine, cursor) => machine.push(text(cursor.take(cursor.u8()))),
  0x58: (machine, cursor) => machine.push(text(cursor.take(cursor.u32()))),
  0x8d: (machine, cursor) => machine.push(text(cursor.take(cursor.u64()))),
  0x43: (machine, cursor) => machine.push(cursor.take(cursor.u8())),
  0x42: (machine, cursor) => machine.push(cursor.take(cursor.u32())),
  0x8e: (machine, cursor) => machine.push(cursor.take(cursor.u64())),
  0x96: (machine, cursor) => machine.push(cursor.take(cursor.u64())),
}

const containers: Readonly<Record<number, Operation>> = {
  0x5d: (machine) => machine.push({ kind: 'list', items: [] }),
  0x29: (machine) => machine.push({ kind: 'tuple', items: [] }),
  0x8f: (machine) => machine.push({ kind: 'set', items: [] }),
  0x7d: (machine) => machine.push({ kind: 'dict', entries: new Map() }),
  0x6c: (machine) => machine.push({ kind: 'list', items: machine.popToMark() }),
  0x74: (machine) => machine.push({ kind: 'tuple', items: machine.popToMark() }),
  0x91: (machine) => machine.push({ kind: 'set', items: machine.popToMark() }),
  0x64: (machine) => {
    const entries = new Map<PickleValue, PickleValue>()
    fillDict({ kind: 'dict', entries }, machine.popToMark())
    machine.push({ kind: 'dict', entries })
  },
  0x85: (machine) => machine.push(tuple(machine, 1)),
  0x86: (machine) => machine.push(tuple(machine, 2)),
  0x87: (machine) => machine.push(tuple(machine, 3)),
  0x61: (machine) => append(machine, 'list', [machine.pop()]),
  0x65: (machine) => append(machine, 'list', machine.popToMark()),
  0x90: (machine) => append(machine, 'set', machine.popToMark()),
  0x73: (machine) => setItems(machine, tuple(machine, 2).items),
  0x75: (machine) => setItems(machine, machine.popToMark()),
}

const stackAndMemory: Readonly<Record<number, Operation>> = {
  0x28: (machine) => machine.mark(),
  0x30: (machine) => void machine.pop(),
  0x31: (machine) => void machine.popToMark(),
  0x32: (machine) => machine.push(machine.top()),
  0x68: (machine, cursor) => machine.push(machine.recall(cursor.u8())),
  0x6a: (machine, cursor) => machine.push(machine.recall(cursor.u32())),
  0x71: (machine, cursor) => machine.remember(machine.top(), cursor.u8()),
  0x72: (machine, cursor) => machine.remember(machine.top(), cursor.u32()),
  0x94: (machine) => machine.remember(machine.top()),
}

const names: Readonly<Record<number, Operation>> = {
  // GLOBAL
  0x63: (machine, cursor) => pushName(machine, text(cursor.line()), text(cursor.line())),
  // STACK_GLOBAL
  0x93: (machine) => {
    const [module, name] = tuple(machine, 2).items
    if (typeof module !== 'string' || typeof name !== 'string') {
      throw new PickleRefused('it names something to use with values that are no texts')
    }
    pushName(machine, module, name)
  },
  // INST
  0x69: (machine, cursor) => {
    pushName(machine, text(cursor.line()), text(cursor.line()))
    throw new PickleRefused('it makes an instance of a class')
  },
  // REDUCE
  0x52: (machine) => {
    const [called, parameters] = tuple(machine, 2).items
    const toCall = asKind(called, 'function')
    const passed = asKind(parameters, 'tuple')
    if (toCall === null || passed === null) throw new PickleRefused('it calls something that is no function')
    machine.push(toCall.call(passed.items))
  },
  // BUILD: attributes of an OrderedDict, such as the versions of a state dict's modules
  0x62: (machine) => {
    const state = asKind(machine.pop(), 'dict')
    if (state === null || asKind(machine.top(), 'dict') === null) {
      throw new PickleRefused('it sets attributes of something that is no dict')
    }
  },
  // BINPERSID
  0x51: (machine) => machine.push(storage(machine.pop())),
}

/** What else a pickle can hold, all of which makes objects of classes, or only older protocols write it. */
const REFUSED: Readonly<Record<number, string>> = {
  0x6f: 'OBJ (an instance of a class)',
  0x81: 'NEWOBJ (an instance of a class)',
  0x92: 'NEWOBJ_EX (an instance of a class)',
  0x82: 'EXT1 (a name from a registry)',
  0x83: 'EXT2 (a name from a registry)',
  0x84: 'EXT4 (a name from a registry)',
  0x97: 'NEXT_BUFFER (data from elsewhere)',
  0x98: 'READONLY_BUFFER (data from elsewhere)',
}

const OPERATIONS = { ...framing, ...plainValues, ...containers, ...stackAndMemory, ...names }

/** @throws PickleRefused for an instruction that torch.save does not write for weights */
export function pickleOperation(code: number): Operation {
  const operation = OPERATIONS[code]
  if (operation !== undefined) return operation
  const known = REFUSED[code]
  throw new PickleRefused(
    known === undefined
      ? `it has the instruction 0x${code.toString(16).padStart(2, '0')}, which torch.save does not write`
      : `it has the instruction ${known}`,
  )
}

function pushName(machine: PickleMachine, module: string, name: string): void {
  // Protocol 2 writes the names of Python 2.
  const full = `${module === '__builtin__' ? 'builtins' : module}.${name}`
  const known = torchName(full)
  if (known === null) {
    throw new PickleRefused(`it wants to use ${/^[\w.]{1,120}$/.test(full) ? full : shown(full)}`)
  }
  machine.push(known)
}

/** ('storage', its type, the entry that holds it, the device it was on, how many numbers it holds) */
function storage(id: PickleValue): PickleValue {
  const [tag, storageType, name, , count] = asKind(id, 'tuple')?.items ?? []
  const type = asKind(storageType, 'storage-type')?.type
  const isCount = typeof count === 'number' && Number.isSafeInteger(count) && count >= 0
  if (tag !== 'storage' || type === undefined || typeof name !== 'string' || !isCount) {
    throw new PickleRefused('it refers to stored numbers in an unknown way')
  }
  return { kind: 'storage', name, type, count }
}

function tuple(machine: PickleMachine, length: number): PickleSequence<'tuple'> {
  const items = Array.from({ length }, () => machine.pop())
  return { kind: 'tuple', items: items.toReversed() }
}

function append(machine: PickleMachine, kind: 'list' | 'set', values: readonly PickleValue[]): void {
  const sequence = asKind(machine.top(), kind)
  if (sequence === null) throw new PickleRefused(`it adds to something that is no ${kind}`)
  for (const value of values) sequence.items.push(value)
}

function setItems(machine: PickleMachine, pairs: readonly PickleValue[]): void {
  const dict = asKind(machine.top(), 'dict')
  if (dict === null) throw new PickleRefused('it sets items of something that is no dict')
  fillDict(dict, pairs)
}

function text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw new PickleRefused('a text is not UTF-8', { cause: error })
  }
}

/** Two's complement, little-endian, of any length. */
function integer(bytes: Uint8Array): number | bigint {
  if (bytes.byteLength > LONGEST_INTEGER_BYTES) throw new PickleRefused('it has an endless whole number')
  if (bytes.byteLength === 0) return 0
  const unsigned = BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`)
  const value = BigInt.asIntN(bytes.byteLength * 8, unsigned)
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
