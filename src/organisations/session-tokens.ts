import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth'
import { hashToken } from '../platform/vault.ts'

/** Seconds after which a session ends, however busy it was. */
export const longestSessionSeconds = 7 * 24 * 60 * 60

/**
 * Makes better-auth keep the SHA-256 of session tokens instead of the tokens: whoever reads a dump of the database holds
 * nothing a cookie could be made of. A session found by its token is answered with the token; one found any other way keeps
 * its hash, which opens nothing. Sessions older than `longestSessionSeconds` are not found.
 */
export function hashSessionTokens(inner: DBAdapter): DBAdapter {
  return { ...inner, ...hashing(inner), transaction: (work) => inner.transaction((open) => work(hashingTokens(open))) }
}

function hashingTokens(inner: DBTransactionAdapter): DBTransactionAdapter {
  return { ...inner, ...hashing(inner) }
}

type Hashing = Pick<
  DBTransactionAdapter,
  'create' | 'findOne' | 'findMany' | 'update' | 'updateMany' | 'delete' | 'deleteMany' | 'consumeOne'
>

function hashing(inner: DBTransactionAdapter): Hashing {
  return {
    create: async (query) => {
      const token = query.model === 'session' ? textOf(query.data.token) : undefined
      if (token === undefined) return inner.create(query)
      return withToken(await inner.create({ ...query, data: { ...query.data, token: hashOf(token) } }), token)
    },
    findOne: async <T>(query: { model: string; where: Where[] }) => {
      const found = await inner.findOne<T>(byHash(query))
      return found === null || isTooOld(query.model, found) ? null : withToken(found, tokenIn(query))
    },
    findMany: (query) => inner.findMany(byHash(query)),
    update: async <T>(query: { model: string; where: Where[]; update: Record<string, unknown> }) =>
      withToken(await inner.update<T>(byHash(query)), tokenIn(query)),
    updateMany: (query) => inner.updateMany(byHash(query)),
    delete: (query) => inner.delete(byHash(query)),
    deleteMany: (query) => inner.deleteMany(byHash(query)),
    consumeOne: async <T>(query: { model: string; where: Where[] }) =>
      withToken(await inner.consumeOne<T>(byHash(query)), tokenIn(query)),
  }
}

interface Query {
  model: string
  where?: Where[] | undefined
}

function byHash<Q extends Query>(query: Q): Q {
  if (query.model !== 'session' || !query.where) return query
  const where = query.where.map((condition) =>
    condition.field === 'token' ? { ...condition, value: hashesOf(condition.value) } : condition,
  )
  return { ...query, where }
}

function hashesOf(value: Where['value']): Where['value'] {
  if (Array.isArray(value)) return value.map((one) => hashOf(String(one)))
  return typeof value === 'string' ? hashOf(value) : value
}

function hashOf(token: string): string {
  return hashToken(token).toString('base64url')
}

function tokenIn(query: Query): string | undefined {
  if (query.model !== 'session') return undefined
  return textOf(query.where?.find((condition) => condition.field === 'token')?.value)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function withToken<Row>(row: Row, token: string | undefined): Row {
  if (token === undefined || typeof row !== 'object' || row === null || !('token' in row)) return row
  return { ...row, token }
}

function isTooOld(model: string, row: unknown): boolean {
  if (model !== 'session' || typeof row !== 'object' || row === null || !('createdAt' in row)) return false
  return row.createdAt instanceof Date && Date.now() - row.createdAt.getTime() > longestSessionSeconds * 1000
}
