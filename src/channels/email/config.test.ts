import { expect, it } from 'vitest'
import { emailConfig, emailFields, replyAddress, submissionUrl } from './config.ts'
import { check } from './set-up.ts'
import { settings } from './testing.ts'

const config = (changes: object) => emailConfig.safeParse({ ...settings, ...changes })
const context = { now: new Date('2026-03-02T02:00:00Z') }

it.each([[465, 'smtps'], [2465, 'smtps'], ...[25, 587, 2525, 2587].map((port) => [port, 'smtp'] as const)] as const)(
  'a server is spoken to on port %i by %s',
  (smtpPort, scheme) => {
    expect(submissionUrl(emailConfig.parse({ ...settings, smtpPort }))).toBe(`${scheme}://smtp.example.org:${smtpPort}`)
  },
)

it.each([24, 26, 464, 588, 2526, 1.5])('no server is spoken to on port %d', (smtpPort) => {
  expect(config({ smtpPort }).success).toBe(false)
})

it('this machine may listen anywhere, and 465 is the port where none is named', () => {
  for (const smtpHost of ['localhost', '127.0.0.1'])
    for (const smtpPort of [1, 1025, 65_535]) expect(config({ smtpHost, smtpPort }).success).toBe(true)
  for (const smtpPort of [0, 65_536]) expect(config({ smtpHost: 'localhost', smtpPort }).success).toBe(false)
  expect(config({ smtpPort: undefined }).data?.smtpPort).toBe(465)
})

it.each([
  ['user', ''],
  ['user', undefined],
  ['user', 'a\r\nb'],
  ['password', ''],
  ['fromName', ''],
  ['fromName', 'x'.repeat(201)],
  ['inboundSecret', 'x'.repeat(31)],
  ['inboundSecret', 'x'.repeat(257)],
  ['inboundSecret', `${'x'.repeat(32)} `],
  ['replyDomain', 'no domain'],
  ['replyDomain', 'in.example.org/'],
  ['replyDomain', 'org'],
  ['smtpHost', 'smtp.example.org/'],
  ['smtpHost', '-'],
])('%s is not %j', (field, value) => {
  expect(config({ [field]: value }).success).toBe(false)
})

it('asks for these settings, and shows none but the password', () => {
  const shown = Object.keys(emailConfig.shape)
  expect(emailFields.map(({ name }) => name)).toEqual(shown)
  expect(emailFields.filter(({ secret }) => secret).map(({ name }) => name)).toEqual(['password'])
  const needed = emailFields.filter(({ required }) => required).map(({ name }) => name)
  expect(needed).toEqual(['smtpHost', 'fromAddress', 'fromName', 'inboundSecret'])
  expect(emailFields.filter(({ generated }) => generated).map(({ name }) => name)).toEqual(['inboundSecret'])
})

it('signs in only where there is a name, and answers come to the mailbox or its other domain', () => {
  const own = emailConfig.parse({ ...settings, user: undefined, password: undefined })
  const [request] = check(own, context)
  expect(request?.headers).not.toHaveProperty('authorization')
  expect(request).toMatchObject({ body: '', headers: { 'content-type': 'message/rfc822', 'rcpt-to': '' } })
  expect(request).not.toHaveProperty('attach')
  expect(replyAddress(own)).toBe('hello@hands.example.org')
  expect(replyAddress({ ...own, replyDomain: 'in.example.org' })).toBe('hello@in.example.org')
})
