import { createRoute } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Failure } from '../errors.ts'
import { Translator } from '../i18n/translator.ts'
import { languages } from '../languages.ts'
import { newRouter } from './api.ts'
import { invalidInput, refuseUnusableText } from './invalid-input.ts'
import { problemOf } from './problem.ts'

const translator = await Translator.load((key) => {
  throw new Error(`no words for ${key}`)
})

const form = z.object({
  name: z.string().trim().min(1).max(5),
  password: z.string().min(3).optional(),
  email: z.email().optional(),
  website: z.url().optional(),
  givenOn: z.iso.date().optional(),
  fundId: z.uuid().optional(),
  amount: z.number().int().min(1).max(10).optional(),
  roles: z
    .array(z.enum(['owner', 'viewer']))
    .min(1)
    .max(2)
    .optional(),
  minor: z
    .string()
    .regex(/^[0-9]+$/)
    .optional(),
  isActive: z.boolean().optional(),
  texts: z.object({ en: z.object({ title: z.string() }).optional() }).optional(),
})

function problem(sent: unknown, language: (typeof languages)[number] = 'en') {
  const read = form.safeParse(sent)
  if (read.success) throw new Error('nothing is wrong with it')
  return problemOf(invalidInput(read.error, sent), translator.in(language), 'request')
}

const good = { name: 'Mei' }
const wrong: [sent: unknown, field: string, remedy: RegExp][] = [
  [{}, 'name', /Fill it in/],
  [{ name: '' }, 'name', /Fill it in/],
  [{ name: '123456' }, 'name', /at most 5 characters/],
  [{ name: 7 }, 'name', /text/],
  [{ ...good, password: 'a' }, 'password', /at least 3 characters/],
  [{ ...good, email: 'mei' }, 'email', /name@example\.org/],
  [{ ...good, website: 'mei' }, 'website', /https:/],
  [{ ...good, givenOn: '2026-02-30' }, 'givenOn', /2026-03-31/],
  [{ ...good, fundId: '7' }, 'fundId', /choose it from the list/],
  [{ ...good, amount: 0 }, 'amount', /1 or more/],
  [{ ...good, amount: 11 }, 'amount', /10 or less/],
  [{ ...good, amount: 'x' }, 'amount', /digits/],
  [{ ...good, roles: [] }, 'roles', /at least 1/],
  [{ ...good, roles: ['king'] }, 'roles.0', /owner, viewer/],
  [{ ...good, minor: 'x' }, 'minor', /not in the form/],
  [{ ...good, isActive: 'x' }, 'isActive', /yes or no/],
  [{ ...good, texts: { en: { title: 3 } } }, 'texts.en.title', /text/],
  [[], '', /parts by name/],
]

test.each(wrong)('of %j the field is named and the remedy said', (sent, field, remedy) => {
  const told = problem(sent)
  expect(told).toMatchObject({ code: 'request.invalid', status: 422, field })
  expect(told.remedy).toMatch(remedy)
})

test('the field is named as people call it, in each of the five languages, and no word of the parser is left', () => {
  const titles = languages.map((language) => problem({ ...good, email: 'mei' }, language).title)
  expect(titles).toEqual([
    expect.stringContaining('e-mail address'),
    expect.stringContaining('indirizzo e-mail'),
    expect.stringContaining('メールアドレス'),
    expect.stringContaining('電子郵件地址'),
    expect.stringContaining('电子邮件地址'),
  ])
  for (const language of languages) {
    for (const [sent] of wrong) expect(problem(sent, language).remedy).not.toMatch(/Invalid|received|Too small/)
  }
})

test('a field nobody named yet is called by its own name', () => {
  const read = z.object({ shoeSize: z.number() }).safeParse({})
  if (read.success) throw new Error('nothing is wrong with it')
  expect(problemOf(invalidInput(read.error, {}), translator.in('it'), '').title).toContain('shoeSize')
})

test('text that PostgreSQL cannot keep is refused where it stands', () => {
  const fieldOf = (given: unknown) => {
    try {
      refuseUnusableText(given)
    } catch (failure) {
      return failure instanceof Failure ? failure.field : 'something else'
    }
    return undefined
  }
  expect(fieldOf({ texts: [{ en: 'a\0b' }] })).toBe('texts.0.en')
  expect(fieldOf({ note: '\ud800 alone' })).toBe('note')
  expect(fieldOf({ config: { 'k\0': 1 } })).toBe('config')
  expect(fieldOf({ note: '😀 and tabs\t stay' })).toBeUndefined()
})

test('a body that must be there and is not names what it lacks', async () => {
  const router = newRouter().openapi(
    createRoute({
      method: 'post',
      path: '/things',
      request: { body: { required: true, content: { 'application/json': { schema: form } } } },
      responses: { 204: { description: 'Done' } },
    }),
    (request) => request.body(null, 204),
  )
  const thrown: unknown[] = []
  router.onError((error, request) => {
    thrown.push(error)
    return request.text('', 422)
  })
  await router.request('/things', { method: 'POST' })
  await router.request('/things', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  expect(thrown).toMatchObject([
    { code: 'request.invalid', field: 'name' },
    { code: 'request.invalid', field: 'name' },
  ])
})
