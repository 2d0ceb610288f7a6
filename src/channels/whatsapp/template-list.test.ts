import { expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import type { ProviderResponse } from '../request.ts'

const channel = openChannel('whatsapp', {
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  accessToken: 'EAAG-a-system-users-token',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'a-token-of-our-own-choice',
  publicNumber: '+886223456789',
})
const context = { now: new Date(1767225601000) }
const answer = (body: object, status = 200): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: JSON.stringify(body),
})
const template = (changes: object) => ({
  id: '1',
  name: 'case_update',
  language: 'zh_TW',
  status: 'APPROVED',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: '{{1}} 您好,{{2}} 有新消息。{{1}}' }],
  ...changes,
})
const read = (...templates: object[]) => channel.readTemplates([answer({ data: templates })])

it('asks the account for its templates, and on by its cursor, never by an address it gives', () => {
  const [first] = channel.templates(context) ?? []
  expect(first).toMatchObject({ method: 'GET', part: 0, body: '' })
  expect(first?.url).toMatch(
    /^https:\/\/graph\.facebook\.com\/v23\.0\/102290129340398\/message_templates\?.*limit=250$/,
  )
  const more = answer({ data: [], paging: { cursors: { after: 'MjQZD' }, next: 'https://stranger.example/?after=x' } })
  expect(channel.moreTemplates(more, context)?.url).toBe(`${first?.url}&after=MjQZD`)
  expect(channel.moreTemplates(answer({ data: [], paging: { cursors: { after: 'MjQZD' } } }), context)).toBeNull()
})

it('tells words, gaps once and in order, and whether a link is to be given', () => {
  expect(read(template({}))).toEqual([
    {
      name: 'case_update',
      language: 'zh_TW',
      state: 'approved',
      category: 'utility',
      text: '{{1}} 您好,{{2}} 有新消息。{{1}}',
      parameters: ['1', '2'],
      takesUrl: false,
      isFillable: true,
    },
  ])
  const link = (url: string) => ({ type: 'BUTTONS', buttons: [{ type: 'URL', text: '查看', url }] })
  const body = { type: 'BODY', text: 'Dear {{ donor_name }}' }
  const linked = template({ components: [body, link('https://example.org/{{1}}')] })
  expect(read(linked)).toMatchObject([{ takesUrl: true, isFillable: true, parameters: ['donor_name'] }])
  expect(read(template({ components: [body, link('https://example.org/')] }))).toMatchObject([{ takesUrl: false }])
})

it('says of a template with a picture above, a code to copy or a second gap in a link that it cannot be filled', () => {
  const body = { type: 'BODY', text: 'hi' }
  const url = { type: 'URL', text: 'x', url: 'https://example.org/{{1}}' }
  const unfit = [
    [{ type: 'HEADER', format: 'IMAGE' }, body],
    [{ type: 'HEADER', format: 'TEXT', text: 'To {{1}}' }, body],
    [body, { type: 'BUTTONS', buttons: [{ type: 'OTP' }] }],
    [body, { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY' }, url] }],
  ]
  for (const components of unfit) expect(read(template({ components }))).toMatchObject([{ isFillable: false }])
  const heading = [{ type: 'HEADER', format: 'TEXT', text: 'News' }, body]
  expect(read(template({ components: heading }))).toMatchObject([{ isFillable: true }])
})

it.each([
  ['APPROVED', 'approved'],
  ['PENDING', 'pending'],
  ['IN_APPEAL', 'pending'],
  ['REJECTED', 'rejected'],
  ['PAUSED', 'paused'],
  ['DISABLED', 'disabled'],
  ['PENDING_DELETION', 'disabled'],
  ['FLAGGED', 'approved'],
  ['REINSTATED', 'approved'],
  ['LIMIT_EXCEEDED', 'paused'],
  ['ARCHIVED', 'disabled'],
  ['DELETED', 'disabled'],
  ['A_WORD_OF_TOMORROW', 'disabled'],
])('W4: %s is %s', (status, state) => {
  expect(read(template({ status, rejected_reason: 'NONE' }))).toMatchObject([{ state }])
})

it('gives the reason of a refusal', () => {
  expect(read(template({ status: 'REJECTED', rejected_reason: 'PROMOTIONAL' }))).toMatchObject([
    { state: 'rejected', reason: 'PROMOTIONAL' },
  ])
})

it('takes an error or half an answer for silence, never for "none"', () => {
  expect(channel.readTemplates([answer({ error: { code: 190 } }, 400)])).toBeNull()
  expect(channel.readTemplates([answer({ data: [] }), { kind: 'unanswered', reason: 'timeout' }])).toBeNull()
  expect(channel.readTemplates([])).toBeNull()
  expect(read()).toEqual([])
})

it('calls us inside WhatsApp by a link', () => {
  expect(channel.callLink()).toBe('https://wa.me/call/886223456789')
})
