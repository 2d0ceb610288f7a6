import { afterEach, expect, test } from 'vitest'
import { openChannel } from '../../channels/kinds.ts'
import { textMessage } from '../../channels/message.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { closeMailServers, type Manners, mailServer, usual } from './mail-server.fixture.ts'
import { sendMail } from './mail-transport.ts'

afterEach(closeMailServers)

const context = { now: new Date('2026-03-02T02:00:00Z'), deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const settings = {
  smtpHost: '127.0.0.1',
  user: 'hands',
  password: 'a: passwörd',
  fromAddress: 'hello@hands.example.org',
  fromName: 'Helping Hands',
  inboundSecret: 'an-inbound-secret-of-48-characters-for-the-tests',
}

function mailTo(port: number): ProviderRequest {
  const channel = openChannel('email', { ...settings, smtpPort: port })
  const to = { type: 'user', id: 'mei.lin@donor.example' } as const
  const [request] = channel.compose(textMessage('謝謝您\n.\nQUIT'), to, context)
  if (request === undefined) throw new Error('nothing composed')
  return request
}

const outcome = async (manners: Manners) => {
  const { port } = await mailServer(manners)
  const request = mailTo(port)
  const response = await sendMail(request, 300)
  return { response, outcome: openChannel('email', { ...settings, smtpPort: port }).interpret(response, request).kind }
}

test('a mail is handed over as it was composed: signed in, from one to one, and goodbye', async () => {
  const { port, heard } = await mailServer()
  const request = mailTo(port)
  expect(await sendMail(request)).toEqual({ kind: 'answered', status: 202, headers: {}, body: usual.mail })
  const sent = heard.join('\r\n')
  expect(sent).toContain(`AUTH PLAIN ${Buffer.from('\0hands\0a: passwörd').toString('base64')}`)
  expect(sent).toContain('MAIL FROM:<hello@hands.example.org>')
  expect(sent).toContain('RCPT TO:<mei.lin@donor.example>')
  expect(sent).toContain(request.body.trimEnd())
})

test.each([
  ['a mailbox that makes strangers wait', { RCPT: '451 4.7.1 Greylisted' }, 503, 'retryable'],
  ['a server that is full', { MAIL: '452 4.3.1 No room' }, 503, 'rate_limited'],
  ['a server that closes', { greeting: '421 4.3.2 Closing' }, 503, 'rate_limited'],
  ['nobody of that name', { RCPT: '550 5.1.1 No such user' }, 422, 'blocked'],
  ['a mail it will not have', { mail: '554 5.7.1 Spam' }, 422, 'rejected'],
  ['a mail it cannot store now', { mail: '451 4.3.0 Try again' }, 503, 'retryable'],
  ['a wrong password', { AUTH: '535 5.7.8 Authentication failed' }, 401, 'auth'],
  ['a server that wants a password', { MAIL: '530 5.7.0 Authentication required' }, 401, 'auth'],
  ['a sign-in out of order', { AUTH: '454 4.7.0 Temporary failure' }, 503, 'retryable'],
] as const)('%s is told with the server’s own line', async (_name, manners, status, kind) => {
  const [line] = Object.values(manners)
  expect(await outcome(manners)).toEqual({
    response: { kind: 'answered', status, headers: {}, body: line },
    outcome: kind,
  })
})

test.each(['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA'] as const)(
  'a server that falls silent at %s has not taken the mail: again later',
  async (stage) => {
    expect(await outcome({ [stage]: null })).toMatchObject({ response: { kind: 'unreached' }, outcome: 'retryable' })
  },
)

test('a server that falls silent, or hangs up, once it has the mail may have taken it: unknown', async () => {
  const expected = { response: { kind: 'unanswered' }, outcome: 'unknown' }
  expect(await outcome({ mail: null })).toMatchObject(expected)
  expect(await outcome({ mail: 'hang up' })).toMatchObject(expected)
})

test('where nobody listens, nothing has happened', async () => {
  const { port, server } = await mailServer()
  server.close()
  expect(await sendMail(mailTo(port))).toMatchObject({ kind: 'unreached' })
})

test('a server elsewhere hears neither password nor mail on an open line', async () => {
  // A host of this machine that counts as elsewhere: only the one usual name is this machine.
  const { port, heard } = await mailServer({}, '127.0.0.2')
  expect(await sendMail({ ...mailTo(port), url: `smtp://127.0.0.2:${port}` }, 300)).toMatchObject({ kind: 'unreached' })
  expect(heard.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS'])
})

test('a check signs in and says nothing', async () => {
  const { port, heard } = await mailServer()
  const channel = openChannel('email', { ...settings, smtpPort: port })
  const [question] = channel.check(context) ?? []
  if (question === undefined) throw new Error('nothing asked')
  expect(channel.readCheck([await sendMail(question)], '')).toEqual([{ about: 'credentials', isRight: true }])
  expect(heard.some((line) => line.startsWith('MAIL'))).toBe(false)
})
