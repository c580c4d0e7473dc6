import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PickleValue } from './pickle-values.ts'
import { readPickle } from './read-pickle.ts'
import { WeightsUnreadable } from './weights-unreadable.ts'

/** Instructions of pickle by their characters, as the standard library's pickletools lists them. */
function pickle(...parts: readonly (string | Uint8Array)[]): PickleValue {
  return readPickle('weights.pth', Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1'))))
}

function refusalOf(...parts: readonly (string | Uint8Array)[]): string {
  try {
    pickle(...parts)
    return 'it was read'
  } catch (error) {
    if (error instanceof WeightsUnreadable) return error.reason
    throw error
  }
}

function text(value: string): string {
  return `X${String.fromCharCode(value.length)}\0\0\0${value}`
}

const PROTOCOL_2 = '\x80\x02'

describe('readPickle', () => {
  it('reads plain values as Python wrote them', () => {
    // Python 3.11: pickle.dumps([None, True, False, -1, 255, 65535, 2**31, -(2**64), 0.1, 'é', b'\x00\xff', (), (1,),
    // {1: 2}, {3}, frozenset({4}), (1, 2), (1, 2, 3), (1, 2, 3, 4), ''], 4).hex()
    const python =
      '8004956a000000000000005d94284e88894affffffff4bff4dffff8a0500000080008a090000000000000000ff473fb999999999999a' +
      '8c02c3a994430200ff94294b0185947d944b014b02738f94284b0390284b0491944b014b0286944b014b024b038794284b014b024b03' +
      '4b0474948c0094652e'
    const value = readPickle('weights.pth', Buffer.from(python, 'hex'))
    expect(value).toEqual({
      kind: 'list',
      items: [
        null,
        true,
        false,
        -1,
        255,
        65_535,
        2 ** 31,
        -(2n ** 64n),
        0.1,
        'é',
        Buffer.of(0, 255),
        { kind: 'tuple', items: [] },
        { kind: 'tuple', items: [1] },
        { kind: 'dict', entries: new Map([[1, 2]]) },
        { kind: 'set', items: [3] },
        { kind: 'set', items: [4] },
        { kind: 'tuple', items: [1, 2] },
        { kind: 'tuple', items: [1, 2, 3] },
        { kind: 'tuple', items: [1, 2, 3, 4] },
        '',
      ],
    })
  })

  it.each([
    ['os.system', 'cos\nsystem\n'],
    ['os.system', `${text('os')}${text('system')}\x93`],
    ['posix.system', '(iposix\nsystem\n'],
    ['builtins.eval', 'c__builtin__\neval\n'],
    ['builtins.getattr', 'cbuiltins\ngetattr\n'],
    ['torch.load', 'ctorch\nload\n'],
    ['torch._utils.constructor', 'ctorch._utils\nconstructor\n'],
    ['collections.OrderedDict.pop', 'ccollections\nOrderedDict.pop\n'],
    ['numpy.core.multiarray.scalar', 'cnumpy.core.multiarray\nscalar\n'],
    ['torch.__proto__', 'ctorch\n__proto__\n'],
  ])('refuses %s by its name', (name, instruction) => {
    expect(refusalOf(PROTOCOL_2, instruction, '.')).toContain(`it wants to use ${name}. `)
  })

  it('says under which key of the outermost dict it was', () => {
    const refused = 'cos\nsystem\n'
    expect(refusalOf(PROTOCOL_2, '}', text('args'), refused, 's.')).toContain(
      'os.system under the key "args"',
    )
    expect(refusalOf(PROTOCOL_2, '}(', text('epoch'), 'K\x03', text('args'), refused, 'u.')).toContain(
      '"args"',
    )
    expect(refusalOf(PROTOCOL_2, '}(', text('args'), '](', refused, 'eu.')).toContain('"args"')
    expect(refusalOf(PROTOCOL_2, '](', refused, 'e.')).not.toContain('under the key')
  })

  it('prints no control characters of a hostile name and no endless one', () => {
    const reason = refusalOf(PROTOCOL_2, `cos\x1b[31m\n${'x'.repeat(5000)}\n.`)
    expect(reason).toContain(String.raw`"os\u001b[31m.xxx`)
    expect(reason.length).toBeLessThan(600)
  })

  it.each([
    ['an instance of a class', `${PROTOCOL_2}ccollections\nOrderedDict\n)\x81.`],
    ['an instance of a class', `${PROTOCOL_2}(ccollections\nOrderedDict\no.`],
    ['an instance of a class', `${PROTOCOL_2}(icollections\nOrderedDict\n.`],
    ['a name from a registry', `${PROTOCOL_2}\x82\x01.`],
    ['data from elsewhere', '\x80\x05\x97.'],
    ['0x50, which torch.save does not write', `${PROTOCOL_2}Pid\n.`],
    ['protocol is 6', '\x80\x06.'],
    ['protocol is 1', '\x80\x01.'],
    ['calls something that is no function', `${PROTOCOL_2}])R.`],
    ['calls something that is no function', `${PROTOCOL_2}ctorch\nFloatStorage\n)R.`],
    ['no list', `${PROTOCOL_2}ccollections\nOrderedDict\nNa.`],
    ['attributes of something that is no dict', `${PROTOCOL_2}]}b.`],
    ['attributes of something that is no dict', `${PROTOCOL_2}}]b.`],
    ['in an unknown way', `${PROTOCOL_2})Q.`],
    ['made from its class', `${PROTOCOL_2}ctorch\nTensor\n)R.`],
    ['rebuilt in an unknown way', `${PROTOCOL_2}ctorch._tensor\n_rebuild_from_type_v2\nNNN\x87R.`],
    ['another way than as latin1', `${PROTOCOL_2}c_codecs\nencode\n${text('a')}${text('rot13')}\x86R.`],
    ['has no storage', `${PROTOCOL_2}ctorch._utils\n_rebuild_tensor_v2\n)R.`],
    ['not UTF-8', `${PROTOCOL_2}X\x01\0\0\0\xff.`],
    ['recalls a value that it did not make', `${PROTOCOL_2}h\x05.`],
    ['a key without a value', `${PROTOCOL_2}}(Nu.`],
    ['ends a list that it did not begin', `${PROTOCOL_2}e.`],
    ['leaves values over', `${PROTOCOL_2}NN.`],
    ['leaves values over', `${PROTOCOL_2}(N.`],
    ['takes a value where it made none', `${PROTOCOL_2}.`],
    ['3 bytes follow its end', `${PROTOCOL_2}N.abc`],
    ['ends early', `${PROTOCOL_2}N`],
    ['ends early', `${PROTOCOL_2}X\xff\xff\xff\x7f`],
    ['ends early', `${PROTOCOL_2}cos`],
    ['endless whole number', `${PROTOCOL_2}\x8b\x00\x08\0\0${'\0'.repeat(2048)}.`],
  ])('refuses %s', (reason, bytes) => {
    expect(refusalOf(bytes)).toContain(reason)
  })

  it('holds out against what is meant to fill memory or stack', () => {
    expect(refusalOf(PROTOCOL_2, 'N', '\x94'.repeat(1_000_000), '.')).toContain('remembers more than')
    expect(refusalOf(PROTOCOL_2, '('.repeat(100_000), '.')).toContain('nests deeper than')
    expect(refusalOf(PROTOCOL_2, 'N'.repeat(2_100_000), '.')).toContain('makes more than')
    // Lists in lists need no mark, and are only as deep as they are long.
    expect(pickle(PROTOCOL_2, ']'.repeat(100_000), 'a'.repeat(99_999), '.')).toMatchObject({ kind: 'list' })
    // A long text or dict is not copied by the few bytes that call for it.
    const calls = (call: string): string => call.repeat(100_000)
    const encode = `0c_codecs\nencode\nq\x01h\x00${text('latin1')}\x86R`
    const long = `X\xff\xff\x0f\0${'x'.repeat(0x0f_ffff)}q\0`
    expect(pickle(PROTOCOL_2, long, calls(encode), '.')).toHaveLength(0x0f_ffff)
    const numbers = Array.from({ length: 256 }, (_, n) => `K${String.fromCharCode(n)}N`).join('')
    const copy = '0ccollections\nCounter\nh\0\x85R'
    expect(pickle(PROTOCOL_2, `}q\0(${numbers}u`, calls(copy), '.')).toMatchObject({ kind: 'dict' })
    // A place in memory is a number of the file's choice.
    expect(pickle(PROTOCOL_2, 'Nr\xff\xff\xff\xff0j\xff\xff\xff\xff.')).toBeNull()
  })

  it('takes a list that holds itself and one that doubles with every step', () => {
    expect(pickle(PROTOCOL_2, ']q\0h\0a.')).toMatchObject({ kind: 'list' })
    const doubling = Array.from({ length: 60 }, () => '2\x86').join('')
    expect(pickle(PROTOCOL_2, 'N', doubling, '.')).toMatchObject({ kind: 'tuple' })
  })

  it('reads or refuses any bytes, and never fails in another way', () => {
    const instructions = [
      ...'N](}ltdaesu012)R.bQ\x85\x86\x87\x88\x89\x8f\x90\x91\x93\x94'.split(''),
      'ccollections\nOrderedDict\n',
      'ctorch._utils\n_rebuild_tensor_v2\n',
      'ctorch._utils\n_rebuild_parameter\n',
      'ctorch._tensor\n_rebuild_from_type_v2\n',
      'ctorch\nFloatStorage\n',
      'ctorch\nSize\n',
      'K\x02',
      'q\x01',
      'h\x01',
      text('storage'),
    ]
    const program = fc
      .array(fc.constantFrom(...instructions), { maxLength: 40 })
      .map((parts) => parts.join(''))
    const bytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1'))
    fc.assert(
      fc.property(fc.oneof(program, bytes), (body) => {
        expect(typeof refusalOf(PROTOCOL_2, body, '.')).toBe('string')
      }),
      { numRuns: 2000 },
    )
  })
})
