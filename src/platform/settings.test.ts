import { beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from './http/problem.ts'
import { type Translate, Translator } from './i18n/translator.ts'
import { isForThisMachineOnly, isLoopback, readSettings } from './settings.ts'

const secret = 'a secret of the tests, longer than 32 letters'
const database = { DATABASE_URL: 'postgresql://owner:x@db.example.org/riscontro', RISCONTRO_SECRET: secret }

let t: Translate
beforeAll(async () => {
  t = (await Translator.load((key) => expect.fail(`no words for ${key}`))).in('en')
})

test('nothing set: our own database and the demo, for this machine alone', () => {
  const settings = readSettings({})
  expect(settings).toEqual({
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    dataFolder: './.riscontro',
    secret: undefined,
    publicUrl: 'http://127.0.0.1:3000',
    wantsDemo: true,
  })
  expect(isForThisMachineOnly(settings)).toBe(true)
})

test('everything set is read as it was written; an empty one is as if it were not there', () => {
  const variables = {
    ...database,
    PORT: '8080',
    HOST: '0.0.0.0',
    RISCONTRO_DATA: '/var/lib/riscontro',
    PUBLIC_URL: 'https://give.example.org/',
    RISCONTRO_DEMO: 'none',
  }
  expect(readSettings(variables)).toEqual({
    port: 8080,
    host: '0.0.0.0',
    databaseUrl: database.DATABASE_URL,
    dataFolder: '/var/lib/riscontro',
    secret,
    publicUrl: 'https://give.example.org',
    wantsDemo: false,
  })
  const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, '']))
  expect(readSettings(empty)).toEqual(readSettings({}))
})

test('without a PUBLIC_URL the address follows from host and port, and is one a browser can open', () => {
  expect(readSettings({ PORT: '3001' }).publicUrl).toBe('http://127.0.0.1:3001')
  expect(readSettings({ HOST: '0.0.0.0' }).publicUrl).toBe('http://127.0.0.1:3000')
  expect(readSettings({ HOST: 'give.local' }).publicUrl).toBe('http://give.local:3000')
})

describe('a value that cannot be used', () => {
  test.each([
    ['PORT', 'three thousand'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['DATABASE_URL', 'mysql://db.example.org/riscontro'],
    ['DATABASE_URL', 'db.example.org'],
    ['RISCONTRO_SECRET', 'x'.repeat(31)],
    ['PUBLIC_URL', 'give.example.org'],
    ['PUBLIC_URL', 'ftp://give.example.org'],
    ['RISCONTRO_DEMO', 'yes'],
  ])('%s=%s is refused by name, with its remedy', (variable, value) => {
    const refused = refusal({ [variable]: value })
    expect(refused).toMatchObject({ code: 'settings.invalid-setting', field: variable, facts: { variable } })
    expect(problemOf(refused, t, '')).toMatchObject({
      title: `A value of the settings cannot be used: ${variable}.`,
      remedy: `Correct ${variable} and start again; docs/operators.md lists every setting.`,
    })
  })

  test('a database without a secret is refused, and the remedy says what to set', () => {
    const refused = refusal({ DATABASE_URL: database.DATABASE_URL })
    expect(refused).toMatchObject({ code: 'settings.secret-missing', field: 'RISCONTRO_SECRET' })
    expect(problemOf(refused, t, '').remedy).toContain('set RISCONTRO_SECRET to at least 32 random characters')
  })

  test('the value itself is never told: it may be a password', () => {
    const refused = problemOf(refusal({ DATABASE_URL: 'postgres//owner:hunter2@db/riscontro' }), t, '')
    expect(JSON.stringify(refused)).not.toContain('hunter2')
  })
})

describe('demo and sandbox', () => {
  test.each([
    ['a database of somebody’s', database],
    ['a host others can reach', { HOST: '0.0.0.0' }],
    ['a host by name', { HOST: 'give.example.org' }],
    ['a public address', { PUBLIC_URL: 'https://give.example.org' }],
    ['a public address that only begins like ours', { PUBLIC_URL: 'http://127.0.0.1.example.org' }],
  ])('do not exist with %s', (_name, variables) => {
    expect(isForThisMachineOnly(readSettings(variables))).toBe(false)
  })

  test.each(['localhost', '127.0.0.1', '127.8.9.10', '::1'])('may exist on %s', (host) => {
    expect(isLoopback(host)).toBe(true)
  })

  test.each(['0.0.0.0', '127.0.0.1.example.org', 'localhost.example.org', '10.0.0.1', '::', ''])(
    'do not exist on %j',
    (host) => {
      expect(isLoopback(host)).toBe(false)
    },
  )
})

function refusal(variables: Record<string, string>): unknown {
  try {
    return readSettings(variables)
  } catch (error) {
    return error
  }
}
