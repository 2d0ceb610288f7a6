import { type RawBuilder, sql } from 'kysely'

/**
 * `commitCase` of `src/proofs/commitment.ts` as an expression of the database, to the byte: for a million lines nothing has to
 * travel. HMAC-SHA256 is written out (RFC 2104), since the database itself has only the hash. `salt` has 32 bytes.
 */
export function caseCommitment(salt: RawBuilder<unknown>, pseudonym: RawBuilder<unknown>): RawBuilder<string> {
  const label = bytesOf('riscontro/salt/v1\ncase')
  const field = bytesOf('riscontro/commitment/v1\ncase\n')
  return sql`(
    select translate(rtrim(encode(sha256(${field} || sha256(outer_key || sha256(inner_key || ${label}))
      || convert_to(normalize(${pseudonym}, NFC), 'UTF8')), 'base64'), '='), '+/', '-_')
    from (select ${masked(innerPad)} as inner_key, ${masked(outerPad)} as outer_key
      from (select ${word(salt, 1)} as a, ${word(salt, 9)} as b, ${word(salt, 17)} as c, ${word(salt, 25)} as d offset 0)
        as words) as keys)`
}

const innerPad = 0x36
const outerPad = 0x5c

/** A key block of 64 bytes: the salt's four words XOR the pad, then the pad alone. */
function masked(pad: number): RawBuilder<unknown> {
  const eight = Buffer.alloc(8, pad)
  const mask = sql`${eight.readBigInt64BE().toString()}::bigint`
  return sql`int8send(a # ${mask}) || int8send(b # ${mask}) || int8send(c # ${mask}) || int8send(d # ${mask})
    || ${Buffer.alloc(32, pad)}::bytea`
}

/** Eight bytes as a number, the only thing the database can XOR. */
function word(bytes: RawBuilder<unknown>, from: number): RawBuilder<unknown> {
  return sql`('x' || encode(substr(${bytes}, ${from}::integer, 8), 'hex'))::bit(64)::bigint`
}

function bytesOf(text: string): RawBuilder<unknown> {
  return sql`${Buffer.from(text)}::bytea`
}
