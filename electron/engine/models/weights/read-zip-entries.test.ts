import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readZipEntries, type ZipEntry } from './read-zip-entries.ts'
import { readZipEntry, readZipEntryPart } from './read-zip-entry.ts'
import { withFolder } from './reference-checkpoints.fixture.ts'
import { withWeightsFile, type WeightsFile } from './weights-file.ts'
import { WeightsUnreadable } from './weights-unreadable.ts'
import { zipArchive } from './zip.fixture.ts'

const HELLO = Buffer.from('hello hello hello hello')
const WORLD = Buffer.from('world')
const TWO = [
  { name: 'a/hello', data: HELLO, deflated: true },
  { name: 'a/world', data: WORLD },
]

async function withArchive(
  bytes: Uint8Array,
  use: (entries: ReadonlyMap<string, ZipEntry>, file: WeightsFile) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, 'archive.zip')
    await writeFile(path, bytes)
    await withWeightsFile(path, async (file) => use(await readZipEntries(file), file))
  })
}

async function refusalOf(bytes: Uint8Array): Promise<string> {
  const refusal: unknown = await withArchive(bytes, async (entries, file) => {
    for (const entry of entries.values()) await readZipEntry(file, entry)
  }).catch((error: unknown) => error)
  if (refusal instanceof WeightsUnreadable) return refusal.message
  throw new Error('Expected it to be refused', { cause: refusal })
}

describe('readZipEntries', () => {
  it.each([
    ['an ordinary archive', zipArchive(TWO)],
    ['a zip64 archive', zipArchive(TWO, { zip64: true })],
    [
      'an archive with a comment that looks like an end',
      zipArchive(TWO, { comment: 'PK\u0005\u0006 '.repeat(9) }),
    ],
  ])('reads %s', async (_, bytes) => {
    await withArchive(bytes, async (entries, file) => {
      expect([...entries.keys()]).toEqual(['a/hello', 'a/world'])
      const contents = await Promise.all([...entries.values()].map((entry) => readZipEntry(file, entry)))
      expect(contents.map((content) => Buffer.from(content).toString())).toEqual([
        'hello hello hello hello',
        'world',
      ])
    })
  })

  it('reads a part of an entry, stored or deflated', async () => {
    await withArchive(zipArchive(TWO), async (entries, file) => {
      const checked = new Set<ZipEntry>()
      for (const entry of entries.values()) {
        const part = await readZipEntryPart(file, entry, 1, 3, checked)
        expect(Buffer.from(part).toString()).toBe(entry.name === 'a/hello' ? 'ell' : 'orl')
      }
      expect([...checked].map(({ name }) => name)).toEqual(['a/world'])
    })
  })

  it('checks the whole entry before it gives a part', async () => {
    const damaged = [{ name: 'a', data: WORLD, said: { crc32: 1 } }]
    await withArchive(zipArchive(damaged), async (entries, file) => {
      for (const entry of entries.values()) {
        await expect(readZipEntryPart(file, entry, 0, 2, new Set())).rejects.toThrow(/CRC-32 00000001/)
      }
    })
  })

  it.each(['../a', 'a/../../b', '/etc/passwd', 'C:\\a', 'c:a', 'a\\b', 'a\0b'])(
    'refuses the name %j, which leads out of the archive',
    async (name) => {
      await expect(refusalOf(zipArchive([{ name, data: WORLD }]))).resolves.toMatch(
        /leads out of the archive's folder/,
      )
    },
  )

  it('refuses entries that stand twice, overlap or reach too far', async () => {
    await expect(refusalOf(zipArchive([...TWO, { name: 'a/world', data: HELLO }]))).resolves.toMatch(
      /two entries "a\/world"/,
    )
    const twin = { name: 'a/world', data: WORLD }
    const onTop = [twin, { ...twin, name: 'a/other', said: { localOffset: 0 } }]
    await expect(refusalOf(zipArchive(onTop))).resolves.toMatch(/overlaps|not described alike/)
    const inside = [
      { name: 'a', data: zipArchive([twin]) },
      { ...twin, said: { localOffset: 31 } },
    ]
    await expect(refusalOf(zipArchive(inside))).resolves.toMatch(/overlaps/)
  })

  it('refuses entries that lie about themselves', async () => {
    const entry = { name: 'a', data: HELLO }
    await expect(refusalOf(zipArchive([{ ...entry, said: { localName: 'b' } }]))).resolves.toMatch(
      /not described alike/,
    )
    await expect(refusalOf(zipArchive([{ ...entry, said: { bytes: 22 } }]))).resolves.toMatch(
      /not described alike/,
    )
    await expect(refusalOf(zipArchive([{ ...entry, deflated: true, said: { bytes: 24 } }]))).resolves.toMatch(
      /24 bytes but unpacks to 23/,
    )
    await expect(refusalOf(zipArchive([{ ...entry, deflated: true, said: { bytes: 5 } }]))).resolves.toMatch(
      /cannot be unpacked|unpacks to/,
    )
    await expect(refusalOf(zipArchive([{ ...entry, deflated: true, said: { method: 0 } }]))).resolves.toMatch(
      /not described alike/,
    )
    await expect(refusalOf(zipArchive([{ ...entry, said: { method: 8 } }]))).resolves.toMatch(
      /cannot be unpacked|unpacks to/,
    )
    await expect(refusalOf(zipArchive([{ ...entry, said: { flags: 1 } }]))).resolves.toMatch(/encrypted/)
    await expect(refusalOf(zipArchive([{ ...entry, said: { method: 12 } }]))).resolves.toMatch(
      /packed by method 12/,
    )
    await expect(refusalOf(zipArchive([{ ...entry, said: { crc32: 0xabc } }]))).resolves.toMatch(
      /CRC-32 00000abc but has/,
    )
  })

  it('refuses a bomb by what it says it unpacks to, and by what it does unpack to', async () => {
    const zeros = { name: 'a', data: new Uint8Array(20 * 2 ** 20), deflated: true }
    await expect(refusalOf(zipArchive([zeros]))).resolves.toMatch(/zip bomb/)
    await expect(refusalOf(zipArchive([{ ...zeros, said: { bytes: 100 } }]))).resolves.toMatch(
      /cannot be unpacked/,
    )
    const huge = { name: 'a', data: WORLD, said: { bytes: 2 ** 50 } }
    await expect(refusalOf(zipArchive([huge], { zip64: true }))).resolves.toMatch(/zip bomb/)
  })

  it('refuses an archive that is cut off anywhere', async () => {
    const whole = zipArchive(TWO, { zip64: true })
    for (let end = 0; end < whole.byteLength; end += 1) {
      await expect(refusalOf(whole.subarray(0, end))).resolves.toMatch(/Could not read weights/)
    }
  })
})
