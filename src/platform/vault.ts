import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { Failure } from './errors.ts'

/**
 * Seals secrets at rest and signs short-lived tokens, all under keys derived from `RISCONTRO_SECRET`.
 * A sealed value opens only at the place it was sealed for, so a row copied elsewhere is noise.
 */
export class Vault {
  readonly #sealingKey: Buffer
  readonly #signingKey: Buffer
  readonly #secret: string

  /** @param secret at least 32 characters, from the environment or the data folder */
  constructor(secret: string) {
    if (secret.length < 32) throw new Failure('settings.secret-too-short', { minimum: 32 })
    this.#secret = secret
    this.#sealingKey = derive(secret, 'seal/1')
    this.#signingKey = derive(secret, 'sign/1')
  }

  /** AES-256-GCM: version ‖ nonce ‖ tag ‖ ciphertext. `place` names tenant, table, row and column. */
  seal(plain: string, place: string): Buffer {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#sealingKey, nonce).setAAD(Buffer.from(place))
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), body])
  }

  /** Fails with `vault.cannot-open` when the secret, the place or the bytes are not those of the sealing. */
  open(sealed: Uint8Array, place: string): string {
    try {
      const bytes = Buffer.from(sealed)
      if (bytes[0] !== 1) throw new Error('unknown version')
      const decipher = createDecipheriv('aes-256-gcm', this.#sealingKey, bytes.subarray(1, 13))
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(13, 29))
      return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString('utf8')
    } catch (cause) {
      throw new Failure('vault.cannot-open', {}, { kind: 'unavailable', retryable: false, cause })
    }
  }

  /** HMAC-SHA256 in base64url over a purpose and a message; the purpose keeps one token from serving as another. */
  sign(purpose: string, message: string): string {
    return createHmac('sha256', this.#signingKey).update(`${purpose}\n${message}`).digest('base64url')
  }

  /** Whether `signature` is ours, in constant time. */
  verify(purpose: string, message: string, signature: string): boolean {
    const expected = Buffer.from(this.sign(purpose, message))
    const given = Buffer.from(signature)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  /** A password for a database login role, the same on every start without being stored. */
  rolePassword(role: string): string {
    return derive(this.#secret, `role/${role}`).toString('base64url')
  }
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'riscontro', purpose, 32))
}

/** SHA-256 of a token: what tables keep instead of the token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
