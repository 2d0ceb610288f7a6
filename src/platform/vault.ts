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

/** What follows from one secret. */
interface Keys {
  readonly secret: string
  /** Names the secret and tells nothing of it, 8 bytes: what is sealed says under which it was. */
  readonly id: Buffer
  readonly signing: Buffer
}

const idBytes = 8
const nonceBytes = 12
const tagBytes = 16

/**
 * Seals secrets at rest and signs tokens, all under keys that follow from `RISCONTRO_SECRET`. While the secret is being changed, what was
 * sealed or signed under the former one counts as well. A sealed value opens only at the place it was sealed for, under the key of the
 * organisation the place names: a row copied elsewhere is noise.
 */
export class Vault {
  readonly #current: Keys
  readonly #former: Keys | undefined

  /**
   * @param secret at least 32 characters, from the environment or the data folder
   * @param formerSecret the one it takes the place of, while something may still be sealed under it
   */
  constructor(secret: string, formerSecret?: string) {
    this.#current = keysOf(secret)
    this.#former = formerSecret === undefined ? undefined : keysOf(formerSecret)
  }

  /** Names the current secret: 8 bytes. */
  get keyId(): Buffer {
    return this.#current.id
  }

  /** Names the former secret, where one is given. */
  get formerKeyId(): Buffer | undefined {
    return this.#former?.id
  }

  /** How everything begins that is sealed now, 9 bytes: what begins otherwise is to be sealed anew. */
  get sealHeader(): Buffer {
    return Buffer.concat([Buffer.of(2), this.keyId])
  }

  /**
   * AES-256-GCM: version ‖ key id ‖ nonce ‖ tag ‖ ciphertext. `place` names tenant, table, row and column; the first UUID in it is the
   * organisation's.
   */
  seal(plain: string, place: string): Buffer {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', sealingKey(this.#current, place), nonce).setAAD(Buffer.from(place))
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([this.sealHeader, nonce, cipher.getAuthTag(), body])
  }

  /** Fails with `vault.cannot-open` when the secret, the place or the bytes are not those of the sealing. */
  open(sealed: Uint8Array, place: string): string {
    const bytes = Buffer.from(sealed)
    let cause: unknown
    for (const { key, body } of this.#waysInto(bytes, place)) {
      try {
        return openWith(key, body, place)
      } catch (error) {
        cause = error
      }
    }
    throw new Failure('vault.cannot-open', {}, { kind: 'unavailable', retryable: false, cause })
  }

  #waysInto(bytes: Buffer, place: string): { key: Buffer; body: Buffer }[] {
    // Version 1, until November 2026, does not say which secret sealed it, and knows no keys of organisations.
    if (bytes[0] === 1) {
      return this.#known.map(({ secret }) => ({ key: derive(secret, 'seal/1'), body: bytes.subarray(1) }))
    }
    if (bytes[0] !== 2) return []
    const id = bytes.subarray(1, 1 + idBytes)
    const body = bytes.subarray(1 + idBytes)
    return this.#known.filter((keys) => keys.id.equals(id)).map((keys) => ({ key: sealingKey(keys, place), body }))
  }

  /** HMAC-SHA256 in base64url over a purpose and a message; the purpose keeps one token from serving as another. */
  sign(purpose: string, message: string): string {
    return signWith(this.#current, purpose, message)
  }

  /** What counts as our signature: the current one first, then the one under the former secret, where that is given. */
  signatures(purpose: string, message: string): string[] {
    return this.#known.map((keys) => signWith(keys, purpose, message))
  }

  /** Whether `signature` is ours, in constant time. */
  verify(purpose: string, message: string, signature: string): boolean {
    const given = Buffer.from(signature)
    return this.signatures(purpose, message).some((ours) => {
      const expected = Buffer.from(ours)
      return given.length === expected.length && timingSafeEqual(given, expected)
    })
  }

  /** A password for a database login role, the same on every start without being stored. */
  rolePassword(role: string): string {
    return rolePasswordOf(this.#current, role)
  }

  /** The password it had under the former secret: until a process has started with the new one, it has that still. */
  formerRolePassword(role: string): string | undefined {
    return this.#former && rolePasswordOf(this.#former, role)
  }

  get #known(): readonly Keys[] {
    return this.#former ? [this.#current, this.#former] : [this.#current]
  }
}

function keysOf(secret: string): Keys {
  if (secret.length < 32) throw new Failure('settings.secret-too-short', { minimum: 32 })
  return { secret, id: derive(secret, 'id/1').subarray(0, idBytes), signing: derive(secret, 'sign/1') }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/

function sealingKey({ secret }: Keys, place: string): Buffer {
  return derive(secret, `seal/2/${place.match(uuid)?.[0] ?? ''}`)
}

function openWith(key: Buffer, body: Buffer, place: string): string {
  const tagEnd = nonceBytes + tagBytes
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(place)).setAuthTag(body.subarray(nonceBytes, tagEnd))
  return Buffer.concat([decipher.update(body.subarray(tagEnd)), decipher.final()]).toString('utf8')
}

function signWith({ signing }: Keys, purpose: string, message: string): string {
  return createHmac('sha256', signing).update(`${purpose}\n${message}`).digest('base64url')
}

function rolePasswordOf({ secret }: Keys, role: string): string {
  return derive(secret, `role/${role}`).toString('base64url')
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'riscontro', purpose, 32))
}

/** SHA-256 of a token: what tables keep instead of the token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
