import { randomBytes, randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** A string that only a parser or the database may call by this name. */
export type Branded<Name extends string> = string & { readonly [brand]: Name }
declare const brand: unique symbol

export type OrganisationId = Branded<'organisation'>

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text is a lower-case UUID of any version. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text)
}

/** The tenant's id, checked to be a UUID: it is written literally into `SET LOCAL`. Throws `TypeError` otherwise. */
export function organisationId(text: string): OrganisationId {
  if (!isOrganisationId(text)) throw new TypeError('An organisation id is a lower-case UUID')
  return text
}

function isOrganisationId(text: string): text is OrganisationId {
  return uuidPattern.test(text)
}

const chance = new Uint8Array(4096)
let spent = chance.length

/** Sixteen random bytes, good until the next call. Asking the system for many at once costs hardly more than asking for sixteen. */
function sixteenBytes(): Uint8Array {
  if (spent === chance.length) {
    randomFillSync(chance)
    spent = 0
  }
  spent += 16
  return chance.subarray(spent - 16, spent)
}

/** A new id, ordered by `at` (UUID version 7): neighbours in time are neighbours in the index. */
export function newId(at: Date): string {
  return v7({ msecs: at.getTime(), random: sixteenBytes() })
}

let made = 0

/** A new id whose order among those made in this process at the same millisecond is the order of making: a thread sorts by it. */
export function orderedId(at: Date): string {
  made = (made + 1) >>> 0
  return v7({ msecs: Math.max(0, at.getTime()), seq: made, random: sixteenBytes() })
}

/** An unguessable token for links and keys: 256 bits in base64url, 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}
