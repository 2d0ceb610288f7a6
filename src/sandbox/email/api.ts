import { Hono } from 'hono'
import { normaliseAddress } from '../../channels/email/address.ts'
import { type Complaints, underMood } from '../mood.ts'
import { take } from '../recent.ts'
import type { EmailEmulator } from './emulator.ts'
import { openLetter } from './letter.ts'

/** The server's line, and the status our transport would give it (`MAIL` of `ProviderRequest`). */
interface Answer {
  readonly status: 202 | 401 | 422 | 503
  readonly line: string
}

const refused: Answer = { status: 401, line: '535 5.7.8 Authentication credentials invalid' }
const complaints: Complaints<Answer> = {
  'too-fast': { status: 503, line: '421 4.7.0 Too many messages, slow down' },
  quota: { status: 422, line: '550 5.4.5 Daily sending quota exceeded' },
  busy: { status: 503, line: '451 4.3.2 Please try again later' },
  // The line is cut: whether the mail was taken, nobody can tell.
  error: { status: 503, line: '' },
}

/** A submission server under `/sandbox/email`: a mail by `POST /mails`, answered as our transport tells of SMTP. */
export function emailApi(emulator: EmailEmulator) {
  const router = new Hono().basePath('/sandbox/email')
  router.post('/mails', async (request) => {
    const raw = await request.req.text()
    const to = normaliseAddress(request.req.header('rcpt-to') ?? '')
    const isOurs = emulator.mood !== 'refused' && emulator.owns(request.req.raw)
    const { status, line } = isOurs ? await submit(emulator, raw, to) : refused
    return request.text(line, status)
  })
  return router
}

function submit(emulator: EmailEmulator, raw: string, to: string): Answer | Promise<Answer> {
  // An empty mail only signs in.
  return raw === ''
    ? { status: 202, line: '235 2.7.0 Authentication successful' }
    : underMood(emulator.mood, complaints, () => deliver(emulator, raw, to))
}

async function deliver(emulator: EmailEmulator, raw: string, to: string): Promise<Answer> {
  if (!emulator.has(to)) return { status: 422, line: '550 5.1.1 The mailbox you tried to reach does not exist' }
  const letter = await openLetter(raw)
  if (letter === null) return { status: 422, line: '550 5.6.0 This is no mail' }
  take(emulator.taken, letter)
  if (emulator.isGone(to)) emulator.world.later?.(() => emulator.bounce(to, letter))
  else {
    emulator.lay(to, letter)
    await emulator.world.arrived?.({ userId: to, messageId: letter.messageId, message: letter })
  }
  return { status: 202, line: '250 2.0.0 Ok: queued' }
}
