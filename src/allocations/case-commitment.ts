import { type RawBuilder, sql } from 'kysely'

/**
 * `commitCase` of `src/proofs/commitment.ts` as an expression of the database, to the byte: for a million lines nothing has to
 * travel. HMAC-SHA256 is written out (RFC 2104), since the database itself has only the hash. `salt` has 32 bytes.
 */
export function caseCommitment(salt: RawBuilder<unknown>, pseudonym: RawBuilder<unknown>): RawBuilder<string> {
  return sql`(
    select translate(rtrim(encode(sha256(${field} || sha256(outer_key || sha256(inner_key || ${label}))
      || convert_to(normalize(${pseudonym}, NFC), 'UTF8')), 'base64'), '='), '+/', '-_')
    from (select ${innerKey} as inner_key, ${outerKey} as outer_key
      from (select ${word(salt, 1)} as a, ${word(salt, 9)} as b, ${word(salt, 17)} as c, ${word(salt, 25)} as d offset 0)
        as words) as keys)`
}

const label = bytesOf(Buffer.from('riscontro/salt/v1\ncase'))
const field = bytesOf(Buffer.from('riscontro/commitment/v1\ncase\n'))
const innerKey = masked(0x36)
const outerKey = masked(0x5c)

/** A key block of 64 bytes: the salt's four words XOR the pad, then the pad alone. */
function masked(pad: number): RawBuilder<unknown> {
  const mask = Buffer.alloc(8, pad).readBigInt64BE()
  const words = ['a', 'b', 'c', 'd'].map((name) => `int8send(${name} # ${mask})`)
  return sql`${sql.raw(words.join(' || '))} || ${bytesOf(Buffer.alloc(32, pad))}`
}

/** Eight bytes as a number, the only thing the database can XOR. */
function word(bytes: RawBuilder<unknown>, from: number): RawBuilder<unknown> {
  return sql`('x' || encode(substr(${bytes}, ${sql.lit(from)}, 8), 'hex'))::bit(64)::bigint`
}

/** Written out: what is always the same is neither sent nor read again. */
function bytesOf(bytes: Buffer): RawBuilder<unknown> {
  return sql.raw(`'\\x${bytes.toString('hex')}'::bytea`)
}
