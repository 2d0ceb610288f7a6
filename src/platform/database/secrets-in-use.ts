import pg from 'pg'
import { Failure } from '../errors.ts'
import type { Vault } from '../vault.ts'

/**
 * Remembers that values may be sealed under this vault's secrets from now on. Whoever starts with a secret that is not the one in use,
 * and without that one beside it, could open nothing, and would seal what others cannot open. Fails with `database.secret-differs`, and
 * with `database.former-secret-unknown` for a former secret this database has never seen.
 */
export async function takeUpSecret(url: string, vault: Vault): Promise<void> {
  await withOwner(url, async (client) => {
    await client.query('begin')
    // Two processes starting together would both find the table empty.
    await client.query('lock table riscontro_meta.secrets_in_use in share row exclusive mode')
    const known = await readKnown(client)
    const given = [vault.keyId, ...(vault.formerKeyId ? [vault.formerKeyId] : [])]
    const inUse = known.filter(({ isInUse }) => isInUse)
    if (!inUse.every(({ keyId }) => given.some((id) => id.equals(keyId)))) {
      throw new Failure('database.secret-differs', {}, { field: 'RISCONTRO_SECRET' })
    }
    const { formerKeyId } = vault
    if (known.length > 0 && formerKeyId && !known.some(({ keyId }) => keyId.equals(formerKeyId))) {
      throw new Failure('database.former-secret-unknown', {}, { field: 'RISCONTRO_FORMER_SECRET' })
    }
    // Before this was remembered, either may have been the one in use.
    for (const id of known.length === 0 ? given : [vault.keyId]) {
      await client.query(
        `insert into riscontro_meta.secrets_in_use (key_id, since) values ($1, now())
         on conflict (key_id) do update set ended_at = null where secrets_in_use.ended_at is not null`,
        [id],
      )
    }
    await client.query('commit')
  })
}

/** Whether something may still be sealed under another secret than the current one. False where nothing was ever remembered. */
export async function isFormerSecretNeeded(url: string, vault: Vault): Promise<boolean> {
  return withOwner(url, async (client) =>
    (await readKnown(client)).some(({ keyId, isInUse }) => isInUse && !keyId.equals(vault.keyId)),
  )
}

/** Remembers that nothing is sealed under any other secret than the current one any more. */
export async function endFormerSecrets(url: string, vault: Vault): Promise<void> {
  await withOwner(url, async (client) => {
    await client.query(
      'update riscontro_meta.secrets_in_use set ended_at = now() where ended_at is null and key_id <> $1',
      [vault.keyId],
    )
  })
}

async function readKnown(client: pg.Client): Promise<{ keyId: Buffer; isInUse: boolean }[]> {
  const { rows } = await client.query<{ keyId: Buffer; isInUse: boolean }>(
    'select key_id as "keyId", ended_at is null as "isInUse" from riscontro_meta.secrets_in_use',
  )
  return rows
}

/** A connection of its own, for the pools follow from the secret; what was begun and not committed is undone by its end. */
async function withOwner<Answer>(url: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
