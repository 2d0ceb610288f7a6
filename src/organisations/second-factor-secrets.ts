import { formatEnvelope, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Context } from '../platform/scope.ts'
import type { Sealed } from '../platform/sealed.ts'
import type { Vault } from '../platform/vault.ts'

/**
 * What better-auth signs cookies and seals second factors with, by versions it writes into what it seals. What it sealed before versions
 * were told is of the secret that was in use then: the former one, while there is one.
 */
export function authSecrets(vault: Vault) {
  const values = vault.signatures('auth', 'better-auth/1')
  const ids = [vault.keyId, ...(vault.formerKeyId ? [vault.formerKeyId] : [])]
  const secrets = values.map((value, index) => ({ version: versionOf(ids[index] ?? vault.keyId), value }))
  return { secrets, secret: values.at(-1) ?? '' }
}

/** Secrets of second factors and their recovery codes: a member's phone goes on working after a change. */
export const sealedSecondFactors: Sealed = {
  name: 'auth.twoFactor',
  reseal: resealAll,
  countLeft: async (context) => (await readOld(context)).length,
}

interface SecondFactor {
  readonly id: string
  readonly secret: string
  readonly codes: string
}

async function readOld({ databases, vault }: Context): Promise<SecondFactor[]> {
  const current = `${formatEnvelope(versionOf(vault.keyId), '')}%`
  const { rows } = await sql<SecondFactor>`
    select id, secret, "backupCodes" as codes from auth."twoFactor"
    where secret not like ${current} or "backupCodes" not like ${current} order by id`.execute(databases.app)
  return rows
}

async function* resealAll(context: Context): AsyncIterable<number> {
  for (const { id, secret, codes } of await readOld(context)) {
    const fresh = await Promise.all([resealed(context.vault, secret), resealed(context.vault, codes)]).catch(() => [])
    const [freshSecret, freshCodes] = fresh
    if (freshSecret === undefined || freshCodes === undefined) continue
    const { numAffectedRows = 0n } = await sql`
      update auth."twoFactor" set secret = ${freshSecret}, "backupCodes" = ${freshCodes}
      where id = ${id} and secret = ${secret} and "backupCodes" = ${codes}`.execute(context.databases.app)
    yield Number(numAffectedRows)
  }
}

async function resealed(vault: Vault, sealed: string): Promise<string> {
  const { secrets, secret } = authSecrets(vault)
  const key = {
    keys: new Map(secrets.map(({ version, value }) => [version, value])),
    currentVersion: versionOf(vault.keyId),
    legacySecret: secret,
  }
  return symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data: sealed }) })
}

/** better-auth counts versions; ours is the name of the secret as a number of 47 bits. */
function versionOf(keyId: Buffer): number {
  return keyId.readUIntBE(0, 6) % 2 ** 47
}
