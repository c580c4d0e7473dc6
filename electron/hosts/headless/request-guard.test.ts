import { describe, expect, it } from 'vitest'
import { allowedHosts, refusalReason } from './request-guard.ts'

describe('allowedHosts', () => {
  it('holds the loopback names and the address that was asked for, with the port', () => {
    expect([...allowedHosts('192.168.1.5', 7311)]).toEqual([
      '127.0.0.1:7311',
      'localhost:7311',
      '[::1]:7311',
      '192.168.1.5:7311',
    ])
    expect(allowedHosts('fe80::1', 7311)).toContain('[fe80::1]:7311')
  })

  it('also holds the names without a port for port 80, as browsers send them', () => {
    expect(allowedHosts('127.0.0.1', 80)).toContain('localhost')
    expect(allowedHosts('127.0.0.1', 8080)).not.toContain('localhost')
  })
})

describe('refusalReason', () => {
  const hosts = allowedHosts('127.0.0.1', 7311)
  const host = 'localhost:7311'

  it('lets a page load through that has no Origin', () => {
    expect(refusalReason({ method: 'GET', headers: { host }, upgrade: false }, hosts)).toBeNull()
  })

  it('wants the Origin to be that of the Host, not of another name of this machine', () => {
    const headers = { host, origin: 'http://127.0.0.1:7311' }
    expect(refusalReason({ method: 'PUT', headers, upgrade: false }, hosts)).toContain(
      'http://localhost:7311',
    )
    expect(
      refusalReason({ method: 'PUT', headers: { host, origin: `http://${host}` }, upgrade: false }, hosts),
    ).toBeNull()
  })

  it('wants an Origin for an upgrade, though it is a GET', () => {
    expect(refusalReason({ method: 'GET', headers: { host }, upgrade: true }, hosts)).toContain(
      'received none',
    )
  })

  it('refuses a request without Host', () => {
    expect(refusalReason({ method: 'GET', headers: {}, upgrade: false }, hosts)).toContain('received none')
  })
})
