import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealed } from './app.ts'
import { changeSecret, resealEverything } from './change-secret.ts'
import { examine } from './doctor.ts'
import { openHouse } from './house.ts'
import { authSecrets, sealedSecondFactors } from './organisations/second-factor-secrets.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { migrate } from './platform/database/migrate.ts'
import { FileStore } from './platform/file-store.ts'
import { keepFile, readOriginal } from './platform/files.ts'
import { sealedFiles } from './platform/files-reseal.ts'
import { createLogger } from './platform/log.ts'
import { Scope } from './platform/scope.ts'
import { findSecrets, forgetFormerSecret, readSecrets, replaceSecret } from './platform/secret-files.ts'
import { readSettings } from './platform/settings.ts'
import { testSecret } from './platform/testing/secret.ts'
import { Vault } from './platform/vault.ts'

const newSecret = 'the secret after the change, over 32 letters'
const changing = new Vault(newSecret, testSecret)
const after = new Vault(newSecret)

let house: TestHouse
let url = ''
beforeAll(async () => {
  house = await openTestHouse()
  url = house.context.settings.databaseUrl ?? ''
})
afterAll(() => house.close())

/** The organisation as a house with these secrets has it. */
function under(vault: Vault): Scope {
  return new Scope({ ...house.context, vault }, house.organisationId, house.scope.actor)
}

/** Every file of the store but folders. */
async function countFiles(): Promise<number> {
  const found = await readdir(join(house.context.settings.dataFolder, 'files'), {
    recursive: true,
    withFileTypes: true,
  })
  return found.filter((entry) => entry.isFile()).length
}

test('a file as it came is sealed anew, and its former bytes are gone, wherever it was killed', async () => {
  const original = { bytes: Buffer.from('%PDF as it came'), isSigned: true }
  const file = { bytes: Buffer.from('made anew'), mediaType: 'application/pdf', purpose: 'expense', original }
  const fileId = await house.scope.transaction((transaction) => keepFile(transaction, file))
  const count = await countFiles()
  const { context } = under(changing)
  // At each step that touches the file store the process ends.
  for (const step of ['put', 'forget'] as const) {
    const files = new FileStore(join(context.settings.dataFolder, 'files'))
    files[step] = (): Promise<never> => Promise.reject(new Error('killed'))
    await expect(resealEverything({ ...context, files }, [sealedFiles], () => {})).rejects.toThrow('killed')
    expect((await readOriginal(under(changing), fileId, 'expense')).bytes).toEqual(original.bytes)
  }
  expect(await resealEverything(context, [sealedFiles], () => {})).toEqual([])
  expect((await readOriginal(under(after), fileId, 'expense')).bytes).toEqual(original.bytes)
  await expect(readOriginal(house.scope, fileId, 'expense')).rejects.toMatchObject({ code: 'vault.cannot-open' })
  expect(await countFiles()).toBe(count)
})

test('a second factor lives through a change, whichever version sealed it', async () => {
  const key = authSecrets(house.context.vault).secret
  const data = await symmetricEncrypt({ key, data: 'JBSWY3DPEHPK3PXP' })
  await sql`insert into auth."user" (id, name, email) values ('u', 'U', 'u@example.org')`.execute(
    house.context.databases.app,
  )
  await sql`insert into auth."twoFactor" (id, secret, "backupCodes", "userId") values ('t', ${data}, ${data}, 'u')`.execute(
    house.context.databases.app,
  )
  const { context } = under(changing)
  expect(await sealedSecondFactors.countLeft(context)).toBe(1)
  expect(await resealEverything(context, [sealedSecondFactors], () => {})).toEqual([])
  const { rows } = await sql<{ secret: string }>`select secret from auth."twoFactor"`.execute(context.databases.app)
  const { secrets } = authSecrets(after)
  const keys = new Map(secrets.map(({ version, value }) => [version, value]))
  const held = { key: { keys, currentVersion: secrets[0]?.version ?? 0 }, data: rows[0]?.secret ?? '' }
  expect(await symmetricDecrypt(held)).toBe('JBSWY3DPEHPK3PXP')
})

/** What the doctor says of the secret, or of the database where it does not come so far. */
async function diagnose(variables: Record<string, string>): Promise<string> {
  let told = ''
  for await (const { name, state, failure } of examine(
    { ...variables, DATABASE_URL: url, PUBLIC_URL: 'http://127.0.0.1:3000' },
    { fetch: () => Promise.reject(new TypeError('fetch failed')), now: Date.now },
  )) {
    if (name === 'secret' || (name === 'database' && failure)) told = failure?.code ?? state
  }
  return told
}

test('an operator changes the secret, and the doctor says at each step what it needs', async () => {
  await migrate({ url, secret: testSecret })
  const RISCONTRO_DATA = house.context.settings.dataFolder
  const place = { RISCONTRO_DATA, DATABASE_URL: url }
  const both = { RISCONTRO_SECRET: newSecret, RISCONTRO_FORMER_SECRET: testSecret }
  const change = (secrets: Record<string, string>) =>
    changeSecret(readSettings({ ...place, ...secrets }), sealed, () => {})

  // A secret out of nowhere is refused before anything is done with it.
  await expect(migrate({ url, secret: newSecret })).rejects.toMatchObject({ code: 'database.secret-differs' })
  const wrong = 'never the secret of anything, over 32 letters'
  await expect(migrate({ url, secret: testSecret, formerSecret: wrong })).rejects.toMatchObject({
    code: 'database.former-secret-unknown',
  })
  await expect(change({ RISCONTRO_SECRET: newSecret })).rejects.toMatchObject({
    code: 'settings.former-secret-missing',
  })
  expect(await diagnose({ RISCONTRO_SECRET: testSecret })).toBe('well')
  expect(await diagnose(both)).toBe('settings.former-secret-needed')

  // The servers start with both; the former alone is not enough any more, the new alone not yet.
  await migrate({ url, secret: newSecret, formerSecret: testSecret })
  expect(await diagnose(both)).toBe('settings.former-secret-needed')
  expect(await diagnose({ RISCONTRO_SECRET: newSecret })).toBe('settings.former-secret-gone')
  await expect(migrate({ url, secret: newSecret })).rejects.toMatchObject({ code: 'database.secret-differs' })

  await change(both)
  expect(await diagnose(both)).toBe('settings.former-secret-left')
  expect(await diagnose({ RISCONTRO_SECRET: newSecret })).toBe('well')
  await migrate({ url, secret: newSecret })
  await expect(migrate({ url, secret: testSecret })).rejects.toMatchObject({ code: 'database.secret-differs' })
})

test('an installation that keeps its secret itself has a new one, and both until everything is under it', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'riscontro-secret-'))
  const place = { secret: undefined, dataFolder }
  try {
    const before = await readSecrets(place)
    expect(before.formerSecret).toBeUndefined()
    await replaceSecret(dataFolder)
    const between = await readSecrets(place)
    expect(between.secret).not.toBe(before.secret)
    expect(between.formerSecret).toBe(before.secret)
    // Killed and begun again: no third secret.
    await replaceSecret(dataFolder)
    expect(await findSecrets(place)).toEqual(between)
    await forgetFormerSecret(dataFolder)
    expect(await findSecrets(place)).toEqual({ secret: between.secret, formerSecret: undefined })
    expect(await readFile(join(dataFolder, 'secret'), 'utf8')).toBe(between.secret)
  } finally {
    await rm(dataFolder, { recursive: true })
  }
})

test('it changes it with one command, alone in the house, with its own database', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'riscontro-secret-'))
  const settings = readSettings({ RISCONTRO_DATA: dataFolder, RISCONTRO_DEMO: 'none' })
  try {
    const house = await openHouse(settings, createLogger('silent'))
    const before = await readSecrets(settings)
    try {
      await expect(changeSecret(settings, sealed, () => {})).rejects.toMatchObject({ code: 'settings.house-is-open' })
      expect(await readSecrets(settings)).toEqual(before)
    } finally {
      await house.close()
    }
    await changeSecret(settings, sealed, () => {})
    const { secret, formerSecret } = await readSecrets(settings)
    expect([secret === before.secret, formerSecret]).toEqual([false, undefined])
    await (await openHouse(settings, createLogger('silent'))).close()
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
})
