import { fromBase64Url, toBase64Url } from './base64.ts'
import { concat, utf8 } from './bytes.ts'
import { type Digest, hmacSha256, nativeSha256 } from './sha256.ts'

/**
 * What keeps a value in the public log secret until its owner shows it: 32 random bytes. There is one for each gift, which
 * the donor gets in the link, one for each case and one for each update. Whoever destroys all copies makes the
 * commitments under it meaningless for ever, and no proof breaks.
 */
export type Salt = Uint8Array

/** Bytes in a salt. */
export const SALT_BYTES = 32

/**
 * Commits to a value: URL-safe base64 of SHA-256 over `riscontro/commitment/v1`, newline, the field's name, newline, the
 * 32 bytes of salt, and the value in UTF-8 after Unicode normalisation (NFC). Cannot be changed after, nor guessed without the salt.
 */
export async function commit(field: string, salt: Salt, value: string, digest: Digest = nativeSha256): Promise<string> {
  const preimage = concat(utf8(`riscontro/commitment/v1\n${field}\n`), salt, utf8(value.normalize('NFC')))
  return toBase64Url(await digest(preimage))
}

/** Derives the salt of one field from a gift's, a case's or an update's: HMAC-SHA256 of `riscontro/salt/v1`, newline, label. */
export function subSalt(salt: Salt, label: string, digest: Digest = nativeSha256): Promise<Salt> {
  return hmacSha256(salt, utf8(`riscontro/salt/v1\n${label}`), digest)
}

/** The `person` of `gift.received`. */
export async function commitPerson(giftSalt: Salt, name: string, digest: Digest = nativeSha256): Promise<string> {
  return commit('person', await subSalt(giftSalt, 'person', digest), name, digest)
}

/**
 * The `case` of an entry, under the salt of the gift for `gift.allocated` and of the case for `case.spent` and
 * `update.published`: who holds both salts sees one pseudonym, an outsider sees two unrelated values.
 */
export async function commitCase(salt: Salt, pseudonym: string, digest: Digest = nativeSha256): Promise<string> {
  return commit('case', await subSalt(salt, 'case', digest), pseudonym, digest)
}

/** The `stage` of `update.published`. */
export async function commitStage(updateSalt: Salt, stage: string, digest: Digest = nativeSha256): Promise<string> {
  return commit('stage', await subSalt(updateSalt, 'stage', digest), stage, digest)
}

/** One language of the `text` of `update.published`: the words exactly as people read them. */
export async function commitText(
  updateSalt: Salt,
  language: string,
  words: string,
  digest: Digest = nativeSha256,
): Promise<string> {
  return commit('text', await subSalt(updateSalt, `text/${language}`, digest), words, digest)
}

/**
 * Locks another salt with a gift's, so that a donor's page can carry the salts of a case and an update and only the link's
 * holder can use them: XOR with HMAC-SHA256 of `riscontro/seal/v1`, newline, label. One label never seals two salts of one
 * gift, or the two could be told from each other. Integrity needs no seal: a wrong salt opens no commitment.
 */
export async function sealSalt(
  giftSalt: Salt,
  label: string,
  otherSalt: Salt,
  digest: Digest = nativeSha256,
): Promise<string> {
  return toBase64Url(await maskSalt(giftSalt, label, otherSalt, digest))
}

/** Unlocks a sealed salt; `undefined` if it is malformed. The wrong gift salt or label gives a salt that opens nothing. */
export async function openSalt(
  giftSalt: Salt,
  label: string,
  sealed: string,
  digest: Digest = nativeSha256,
): Promise<Salt | undefined> {
  const locked = fromBase64Url(sealed)
  return locked?.length === SALT_BYTES ? maskSalt(giftSalt, label, locked, digest) : undefined
}

/** The label under which a page seals the salt of the case, or of the update, of the entry at this place of the log. */
export function sealLabel(of: 'case' | 'update', index: number): string {
  return `${of}/${index}`
}

async function maskSalt(giftSalt: Salt, label: string, other: Salt, digest: Digest): Promise<Salt> {
  const mask = await hmacSha256(giftSalt, utf8(`riscontro/seal/v1\n${label}`), digest)
  return other.map((byte, place) => byte ^ (mask[place] ?? 0))
}
