import { describe, expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import { isGone } from './report.ts'
import { settings } from './testing.ts'

const channel = openChannel('email', settings)
const now = new Date('2026-03-02T02:00:00Z')
const day = 24 * 60 * 60 * 1000

async function hear(head: readonly string[], words = 'Hello', method = 'POST') {
  const usual = ['From: Mei <mei@donor.example>', 'Message-ID: <a@b.example>']
  const missing = usual.filter((line) => !head.some((one) => one.startsWith(line.split(' ')[0] ?? '')))
  const mail = [...missing, ...head, '', words].join('\r\n')
  const headers = { 'content-type': 'message/rfc822', 'x-inbound-secret': settings.inboundSecret }
  const request = { method, path: '/hooks/key', query: {}, headers, body: new TextEncoder().encode(mail) }
  return channel.receive(await channel.unpack(request), now)
}

const typesOf = async (...head: string[]) => (await hear(head)).events.map(({ type }) => type)

describe('telling robots from people', () => {
  it.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: notable',
    'Precedence: bulk',
    'Precedence: JUNK ',
    'Precedence: list',
    'Precedence: auto_reply',
    'Return-Path: <>',
    'List-Id: <news.example>',
    'List-Unsubscribe: <https://news.example>',
    'X-Autoreply: yes',
    'X-Autorespond: yes',
    'X-Auto-Reply: yes',
    'From: mailer-daemon@b.example',
    'From: MAILER-DAEMON@b.example',
    'From: postmaster@b.example',
    'From: noreply@b.example',
    'From: no-reply@b.example',
    'From: donotreply@b.example',
    'From: do-not-reply@b.example',
    'From: bounce@b.example',
    'From: bounces+17@b.example',
    'From: bounces-17@b.example',
    'From: HELLO@hands.example.org',
    'Authentication-Results: mx.b.example; dmarc=fail (p=reject) header.from=b.example',
    'Authentication-Results: mx.b.example; dmarc=fail policy.dmarc=quarantine',
  ])('hears no person in "%s"', async (line) => {
    expect(await typesOf(line)).toEqual(['ignored'])
  })

  it.each([
    'Auto-Submitted: no',
    'Precedence: first-class',
    'Precedence: bulky',
    'Precedence: not bulk',
    'Return-Path: <mei@donor.example>',
    'From: noreplay@b.example',
    'From: postmasters@b.example',
    'From: bouncer@b.example',
    'Authentication-Results: mx.b.example; dmarc=pass (p=reject)',
    'Authentication-Results: mx.b.example; dmarc=fail (p=none)',
    'Authentication-Results: mx.b.example; dmarc=fail; spf=pass (p=reject)',
  ])('hears a person in spite of "%s"', async (line) => {
    expect(await typesOf(line)).toEqual(['message'])
  })
})

describe('the words of a mail', () => {
  it.each([
    ['of a first mail are its subject and its words', ['Subject: A gift'], 'A gift\n\nHello'],
    ['of an answer are its own alone', ['Subject: RE: A gift', 'In-Reply-To: <x@y.example>'], 'Hello'],
    ['of an answer that names none, by what its subject begins with', ['Subject: aw: A gift'], 'Hello'],
    ['of an answer whose subject was changed', ['Subject: A gift', 'In-Reply-To: <x@y.example>'], 'Hello'],
    ['without a subject', [], 'Hello'],
  ])('%s', async (_name, head, text) => {
    expect((await hear(head)).events).toMatchObject([{ type: 'message', text }])
  })

  it('of a code that opens the chat are none, and what stands beside it is a message of its own', async () => {
    expect((await hear(['Subject: RSC:g_1'], '')).events).toMatchObject([{ type: 'referral', referral: 'g_1' }])
    const both = (await hear(['Subject: RSC:g_1'], 'And hello')).events
    expect(both).toMatchObject([{ type: 'referral' }, { type: 'message', text: 'And hello' }])
    expect(new Set(both.map(({ dedupeKey }) => dedupeKey)).size).toBe(2)
  })

  it('are two mails where anything tells them apart and no id says that they are one', async () => {
    const key = async (head: string[], words?: string) => {
      const named = await hear(['Message-ID: ', ...head], words)
      return named.events[0]?.dedupeKey
    }
    const keys = [await key([]), await key(['Subject: x']), await key([], 'Other'), await key(['From: a@b.example'])]
    expect(new Set(keys).size).toBe(keys.length)
    expect(await key([])).toBe(keys[0])
  })
})

it.each([
  ['of its own', 'Date: Sun, 1 Mar 2026 02:00:00 +0000', now.getTime() - day],
  ['not in the future', 'Date: Tue, 3 Mar 2026 02:00:00 +0000', now.getTime()],
  ['no older than servers try', 'Date: Sun, 1 Feb 2026 02:00:00 +0000', now.getTime() - 5 * day],
  ['ours where its own cannot be read', 'Date: yesterday', now.getTime()],
])('a mail has the time %s', async (_name, line, at) => {
  expect((await hear([line])).events[0]?.at).toBe(at)
})

it('answers whoever only looks that mails are posted', async () => {
  const { accepted, response } = await hear([], 'Hello', 'GET')
  expect([accepted, response.status, response.headers.allow]).toEqual([false, 405, 'POST'])
})

it.each([
  ...['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'].map((code) => [code, true] as const),
  ...['15.1.1', '5.1.4', '5.1.11', '5.2.10', '5.2.2', '4.1.1', ''].map((code) => [code, false] as const),
])('"%s" means that nobody is there: %s', (code, gone) => {
  expect(isGone(code)).toBe(gone)
})
