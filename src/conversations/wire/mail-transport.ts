import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { isLoopback } from '../../channels/origin.ts'
import type { ProviderRequest, ProviderResponse } from '../../channels/request.ts'

/** How long a mail server may keep us waiting for each of its replies. */
const usualTimeout = 20_000

/**
 * Hands one mail to a submission server and says what became of it, as `MAIL` of `ProviderRequest` tells; without a body it
 * only signs in. Everything travels over TLS but to this machine. Nothing is logged, and never throws.
 */
export async function sendMail(
  request: ProviderRequest,
  timeoutMilliseconds = usualTimeout,
): Promise<ProviderResponse> {
  const connection = connectionTo(new URL(request.url), timeoutMilliseconds)
  const mail = { hasLeft: false }
  try {
    const line = await converse(connection, request, mail)
    connection.quit()
    return answered(202, line)
  } catch (error) {
    connection.close()
    return refusalIn(error) ?? { kind: mail.hasLeft ? 'unanswered' : 'unreached', reason: codeOf(error) }
  }
}

function connectionTo(url: URL, timeout: number): SMTPConnection {
  return new SMTPConnection({
    host: url.hostname,
    port: Number(url.port),
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:' && !isLoopback(url),
    ignoreTLS: isLoopback(url),
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    logger: false,
  })
}

/** Greeting, sign-in, mail: each only after the one before. Answers the server's last line. */
function converse(connection: SMTPConnection, request: ProviderRequest, mail: { hasLeft: boolean }): Promise<string> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject)
    connection.once('end', () => reject(new Error('ended')))
    const sayIt = () => {
      if (request.body === '') return resolve('')
      const envelope = { from: request.headers['mail-from'] ?? '', to: [request.headers['rcpt-to'] ?? ''] }
      connection.send(envelope, departing(request.body, mail), (error, info) =>
        error ? reject(error) : resolve(info?.response ?? ''),
      )
    }
    connection.connect((error) => {
      if (error) return reject(error)
      const credentials = credentialsOf(request)
      if (credentials === null) return sayIt()
      connection.login(credentials, (refused) => (refused ? reject(refused) : sayIt()))
    })
  })
}

/** The mail, read only once the server has asked for it: from then on it may have been taken. */
function departing(body: string, mail: { hasLeft: boolean }): Readable {
  return new Readable({
    read() {
      mail.hasLeft = true
      this.push(body)
      this.push(null)
    },
  })
}

/** User and password as of HTTP Basic; `null` for a server that asks for none. */
function credentialsOf({ headers }: ProviderRequest): { user: string; pass: string } | null {
  const [, encoded] = /^Basic (\S+)$/.exec(headers.authorization ?? '') ?? []
  if (encoded === undefined) return null
  const decoded = Buffer.from(encoded, 'base64').toString()
  const colon = decoded.indexOf(':')
  return { user: decoded.slice(0, colon), pass: decoded.slice(colon + 1) }
}

/** A reply of the server that is a "no": 4yz later, 5yz never, and a sign-in refused or missing (530, RFC 4954). */
function refusalIn(error: unknown): ProviderResponse | null {
  if (!(error instanceof Error) || codeOf(error) === 'ETLS') return null
  const line = 'response' in error && typeof error.response === 'string' ? error.response : ''
  const code = Number(/^([45]\d\d)/.exec(line)?.[1] ?? 0)
  if (code === 0) return codeOf(error) === 'EAUTH' ? answered(401, '') : null
  if (code < 500) return answered(503, line)
  return answered(codeOf(error) === 'EAUTH' || code === 530 ? 401 : 422, line)
}

function answered(status: number, body: string): ProviderResponse {
  return { kind: 'answered', status, headers: {}, body }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
