import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listGraphicsAdapters, usedAdapter } from './graphics-adapters.ts'
import { linuxAdapters } from './linux-adapters.ts'
import { parseMacAdapters, parseWindowsAdapters } from './told-adapters.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'doublet-adapters-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function renderNode(name: string, vendor: string, device: string, driver: string): void {
  write(`sys/class/drm/${name}/device/vendor`, `${vendor}\n`)
  write(`sys/class/drm/${name}/device/device`, `${device}\n`)
  symlinkSync(`../../../bus/pci/drivers/${driver}`, join(root, `sys/class/drm/${name}/device/driver`))
}

describe('the graphics cards of Linux', () => {
  it("are named by NVIDIA's driver, and by their maker elsewhere", async () => {
    write(
      'proc/driver/nvidia/version',
      'NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.124.06  Wed Feb 26 2025\nGCC version: 12.2.0\n',
    )
    write(
      'proc/driver/nvidia/gpus/0000:01:00.0/information',
      'Model: \t\t NVIDIA GeForce RTX 4090\nIRQ:   \t\t 150\nDevice Minor: \t 0\n',
    )
    renderNode('renderD128', '0x1002', '0x744c', 'amdgpu')
    renderNode('renderD129', '0x10de', '0x2684', 'nvidia')
    expect(await linuxAdapters(root, '6.1.0')).toEqual([
      { name: 'AMD graphics (0x744c)', driver: 'amdgpu 6.1.0', device: '/dev/dri/renderD128' },
      { name: 'NVIDIA GeForce RTX 4090', driver: 'nvidia 570.124.06', device: '/dev/nvidia0' },
    ])
  })

  it('are none where there are none', async () => {
    expect(await linuxAdapters(root, '6.1.0')).toEqual([])
  })
})

describe('the graphics cards of Windows and macOS', () => {
  it('are what the system tells', () => {
    const card = '{"Name":"AMD Radeon RX 7900 XTX","DriverVersion":"32.0.11029.1008"}'
    const basic = '{"Name":"Microsoft Basic Display Adapter","DriverVersion":"10.0"}'
    const expected = [{ name: 'AMD Radeon RX 7900 XTX', driver: '32.0.11029.1008', device: null }]
    expect(parseWindowsAdapters(card)).toEqual(expected)
    expect(parseWindowsAdapters(`[${basic},${card}]`)).toEqual(expected)
    const told = '{"SPDisplaysDataType":[{"_name":"Apple M3","sppci_model":"Apple M3"}]}'
    expect(parseMacAdapters(told, '24.1.0')).toEqual([
      { name: 'Apple M3', driver: 'macOS 24.1.0', device: null },
    ])
  })
})

describe('the card that was used', () => {
  const [amd, nvidia] = [
    { name: 'AMD graphics', driver: 'amdgpu', device: '/dev/dri/renderD128' },
    { name: 'NVIDIA H200', driver: 'nvidia', device: '/dev/nvidia0' },
  ]
  it('is the one whose device was open', () => {
    expect(usedAdapter([amd, nvidia], ['/dev/nvidia0'])).toBe('NVIDIA H200')
    expect(usedAdapter([amd, nvidia], ['/dev/nvidia0', '/dev/dri/renderD128'])).toBeNull()
    expect(usedAdapter([nvidia], [])).toBeNull()
  })

  it('is the only one there is, where nothing is told of devices', () => {
    expect(usedAdapter([{ ...nvidia, device: null }], null)).toBe('NVIDIA H200')
    expect(usedAdapter([amd, nvidia], null)).toBeNull()
  })
})

it('the cards of this computer can be listed', async () => {
  expect(Array.isArray(await listGraphicsAdapters())).toBe(true)
})
