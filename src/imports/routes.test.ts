import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newEdge } from '../platform/http/edge.ts'
import type { Scope } from '../platform/scope.ts'
import { fundImporter } from './fund.fixture.ts'
import { importRoutes } from './routes.ts'
import { runImport } from './run.ts'

let house: TestHouse
let as: Scope
beforeAll(async () => {
  house = await openTestHouse()
  as = await house.member('programme_officer')
})
afterAll(() => house.close())

async function call(method: string, path: string, body?: FormData | object, scope: Scope = as) {
  const app = newEdge(house.context, (request) => request.text('', 500))
  app.use('*', async (request, next) => {
    request.set('scope', scope)
    await next()
  })
  app.route('/', importRoutes(fundImporter()))
  const sent = body instanceof FormData ? { body } : { body: JSON.stringify(body ?? {}) }
  const response = await app.request(path, {
    method,
    headers: {
      'accept-language': 'zh-TW',
      ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : sent),
  })
  const text = await response.text()
  return { status: response.status, body: z.record(z.string(), z.unknown()).parse(text === '' ? {} : JSON.parse(text)) }
}

function upload(bytes: Uint8Array<ArrayBuffer>, kind = 'cases'): FormData {
  const form = new FormData()
  form.set('kind', kind)
  form.set('file', new File([bytes], '基金.csv'))
  return form
}

// 編號,名稱 / A1,心臟 / bad,壞 in Big5
const big5 = Uint8Array.from(Buffer.from('bd73b8b92ca657bad90a41312ca4dfc5a60a6261642cc3610a', 'hex'))

test('a Big5 file goes the whole way: columns recognised, dry run, refusals in the reader’s words, real run', async () => {
  const { status, body } = await call('POST', '/api/imports', upload(big5))
  expect(status).toBe(200)
  expect(body).toMatchObject({
    encoding: 'big5',
    columns: ['編號', '名稱'],
    preview: [{ 編號: 'A1', 名稱: '心臟' }, { 編號: 'bad' }],
    suggestedMapping: { code: '編號', name: '名稱' },
    fields: [{ name: 'code', label: '您原有資料中的編號', required: true }, { name: 'name' }],
  })
  const id = z.uuid().parse(body.id)
  expect((await call('POST', `/api/imports/${id}/apply`)).body.code).toBe('imports.not-now')
  expect((await call('PUT', `/api/imports/${id}/mapping`, { mapping: body.suggestedMapping })).status).toBe(204)
  await runImport(house.scope, fundImporter(), id)
  expect((await call('GET', `/api/imports/${id}`)).body).toMatchObject({
    state: 'checked',
    doneRows: 2,
    counts: { create: 1, refused: 1, applied: 0 },
  })
  expect((await call('GET', `/api/imports/${id}/rows?verdict=refused`)).body).toMatchObject({
    items: [{ row: 3, problem: { code: 'people.consent-unclear', title: '看不出這個人是否同意。', field: 'code' } }],
    next: null,
  })
  expect((await call('POST', `/api/imports/${id}/apply`)).status).toBe(204)
  await runImport(house.scope, fundImporter(), id)
  expect((await call('GET', `/api/imports/${id}`)).body).toMatchObject({ state: 'done', counts: { applied: 1 } })
  expect((await call('GET', '/api/imports?kind=cases')).body).toMatchObject({ items: [{ id, fileName: '基金.csv' }] })
})

test('a file that is too large, empty, unreadable or of no kind is refused in words', async () => {
  const large = upload(new Uint8Array(11 * 1024 * 1024).fill(65))
  expect((await call('POST', '/api/imports', large)).body.code).toBe('request.too-large')
  expect((await call('POST', '/api/imports', upload(new Uint8Array()))).body.code).toBe('imports.file-missing')
  const xls = Uint8Array.from(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))
  expect((await call('POST', '/api/imports', upload(xls))).body.code).toBe('sheets.unreadable')
  expect((await call('POST', '/api/imports', upload(big5, 'gifts'))).body.code).toBe('request.invalid')
})

test('who may not import this kind sees none of it', async () => {
  const viewer = await house.member('viewer')
  expect((await call('POST', '/api/imports', upload(big5), viewer)).status).toBe(403)
  expect((await call('GET', '/api/imports?kind=cases', undefined, viewer)).status).toBe(403)
})
