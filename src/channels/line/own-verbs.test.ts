import { describe, expect, it } from 'vitest'
import type { ComposeContext } from '../adapter.ts'
import { textMessage } from '../message.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { line } from './adapter.ts'
import { recordedAnswer } from './answers.fixture.ts'

const config = line.parseConfig({ channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' })
const now = new Date(1767225601000)
const accessToken = { token: 'a-stateless-token', expiresAt: now.getTime() + 60_000 }
const context: ComposeContext = { now, accessToken, deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const userId = 'U4af4980629a1b2c3d4e5f60718293a4b'
const bodyOf = (request: ProviderRequest | undefined) => JSON.parse(request?.body ?? 'null')
const answer = (status: number, body: object, headers = {}): ProviderResponse => ({
  kind: 'answered',
  status,
  headers,
  body: JSON.stringify(body),
})
const people = (count: number) => Array.from({ length: count }, (_, n) => `U${n}`)

describe('saying the same to many on LINE', () => {
  const six = { blocks: people(6).map((text) => ({ type: 'text' as const, text })), quickReplies: [] }

  it('names 500 people a request, nobody twice, each request with a retry key of its own', () => {
    const requests = line.multicast(six, [...people(501), 'U0'], config, { ...context, aggregationUnit: 'round_7' })
    expect(requests.map(({ part, quotaCount }) => [part, quotaCount])).toEqual([
      [1, 500],
      [2, 500],
      [3, 1],
      [4, 1],
    ])
    expect(requests.map((request) => bodyOf(request).messages.length)).toEqual([5, 1, 5, 1])
    expect(bodyOf(requests.at(2)).to).toEqual(['U500'])
    expect(new Set(requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(4)
    for (const { url, headers, idempotencyKey, body } of requests) {
      expect(url).toBe('https://api.line.me/v2/bot/message/multicast')
      expect(headers['x-line-retry-key']).toBe(idempotencyKey)
      expect(body).toContain('"customAggregationUnits":["round_7"]')
    }
    expect(line.multicast(six, [...people(501), 'U0'], config, context).map((r) => r.idempotencyKey)).toEqual(
      requests.map((r) => r.idempotencyKey),
    )
    expect(line.multicast(six, [], config, context)).toEqual([])
  })

  it('can be repeated after silence, and a key LINE knows is a success', () => {
    const [request] = line.multicast(textMessage('hi'), [userId], config, context)
    if (request === undefined) throw new Error('nothing composed')
    expect(line.interpret({ kind: 'unanswered', reason: 'timeout' }, request)).toEqual({ kind: 'retryable' })
    expect(line.interpret(answer(200, {}), request)).toEqual({ kind: 'accepted', providerIds: [] })
    expect(line.interpret(answer(409, { message: 'The retry key is already accepted' }), request).kind).toBe('accepted')
  })

  it('lets LINE pick people, and asks by the id of the request how far it has come', () => {
    const to = { audienceIds: [4389303728991], exceptAudienceIds: [7], mostPeople: 1000, withinQuota: true }
    const [request] = line.narrowcast(textMessage('hi'), to, config, context)
    if (request === undefined) throw new Error('nothing composed')
    expect(bodyOf(request)).toMatchObject({
      recipient: {
        type: 'operator',
        and: [
          { type: 'operator', or: [{ type: 'audience', audienceGroupId: 4389303728991 }] },
          { type: 'operator', not: { type: 'audience', audienceGroupId: 7 } },
        ],
      },
      limit: { max: 1000, upToRemainingQuota: true },
    })
    expect(bodyOf(line.narrowcast(textMessage('hi'), {}, config, context)[0])).not.toHaveProperty('recipient')
    const taken = { kind: 'accepted', providerIds: ['f70dd685'] }
    expect(line.interpret(answer(202, {}, { 'x-line-request-id': 'f70dd685' }), request)).toEqual(taken)
    const again = answer(409, { message: 'x' }, { 'x-line-request-id': 'b', 'x-line-accepted-request-id': 'f70dd685' })
    expect(line.interpret(again, request)).toEqual(taken)
    expect(line.askNarrowcast('f70dd685', config, context).url).toBe(
      'https://api.line.me/v2/bot/message/progress/narrowcast?requestId=f70dd685',
    )
  })

  it('says how far it has come, and why it failed', () => {
    expect(line.readNarrowcast(recordedAnswer('narrowcast-waiting'))).toEqual({
      phase: 'waiting',
      targetCount: null,
      successCount: null,
      failureCount: null,
      failure: null,
      words: null,
    })
    expect(line.readNarrowcast(recordedAnswer('narrowcast-failed'))).toMatchObject({ failure: 'too-few' })
    expect(line.readNarrowcast({ kind: 'unanswered', reason: 'timeout' })).toBeNull()
  })
})

describe('figures of LINE', () => {
  it('are asked for by LINE’s days', () => {
    expect(line.askFollowers('2026-11-21', config, context).url).toMatch(/insight\/followers\?date=20261121$/)
    expect(line.askUnit({ unit: 'round_7', from: '2026-11-01', to: '2026-11-21' }, config, context).url).toMatch(
      /aggregation\?customAggregationUnit=round_7&from=20261101&to=20261121$/,
    )
    expect(line.askDelivered({ way: 'push', day: '2026-11-21' }, config, context).url).toMatch(
      /message\/delivery\/push\?date=20261121$/,
    )
  })

  it('are null and never 0 where LINE hides them', () => {
    expect(line.readFollowers(recordedAnswer('followers'))).toEqual({
      status: 'ready',
      followers: 7620,
      targetedReaches: 5848,
      blocks: 237,
    })
    expect(line.readFollowers(answer(200, { status: 'unready' }))).toMatchObject({ followers: null, blocks: null })
    const unit = line.readUnit(recordedAnswer('unit'))
    expect(unit?.overview).toEqual({
      uniqueImpression: 40,
      uniqueClick: 30,
      uniqueMediaPlayed: 25,
      uniqueMediaPlayed100Percent: null,
    })
    expect(unit?.clicks.map(({ uniqueClick }) => uniqueClick)).toEqual([25, null])
    expect(line.readDelivered(recordedAnswer('delivered'))).toEqual({ status: 'ready', success: 10000 })
    expect(line.readDelivered(recordedAnswer('delivered-too-few'))).toEqual({
      status: 'unavailable_for_privacy',
      success: null,
    })
    expect(line.readDelivered(answer(500, {}))).toBeNull()
  })
})

describe('who opened a page inside LINE', () => {
  const expected = { loginChannelId: '1234567890', nonce: '0987654asdf' }
  const token = recordedAnswer('id-token')

  it('is asked of LINE with the raw token', () => {
    const request = line.askIdToken('eyJ.raw.token', expected, context)
    expect(request).toMatchObject({
      part: 0,
      method: 'POST',
      url: 'https://api.line.me/oauth2/v2.1/verify',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      quotaCount: 0,
    })
    const { nonce: _, ...anyNonce } = expected
    expect(line.askIdToken('eyJ.raw.token', anyNonce, context).body).not.toContain('nonce')
    expect(line.readIdToken(token, anyNonce, now)).toMatchObject({ kind: 'signed_in', userId })
    expect(line.readIdToken(answer(400, {}), expected, now)).toEqual({ kind: 'refused', words: '' })
    expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
      id_token: 'eyJ.raw.token',
      client_id: '1234567890',
      nonce: '0987654asdf',
    })
  })

  it('is believed for our channel, in time and for our nonce only', () => {
    const refused = (words: string) => ({ kind: 'refused', words })
    expect(line.readIdToken(token, expected, now)).toEqual({ kind: 'signed_in', userId, displayName: '林小姐' })
    expect(line.readIdToken(token, { ...expected, loginChannelId: '1' }, now)).toEqual(
      refused('made for somebody else'),
    )
    expect(line.readIdToken(token, { ...expected, nonce: 'other' }, now)).toEqual(refused('made for somebody else'))
    expect(line.readIdToken(token, expected, new Date(1767229200_000))).toEqual(refused('expired'))
    expect(line.readIdToken(recordedAnswer('id-token-expired'), expected, now)).toEqual(refused('IdToken expired.'))
    expect(line.readIdToken({ kind: 'unanswered', reason: 'timeout' }, expected, now)).toEqual(refused('timeout'))
  })

  it('is connected to an account of ours by a link token and a nonce', () => {
    expect(line.askLinkToken(userId, config, context)).toMatchObject({
      method: 'POST',
      url: `https://api.line.me/v2/bot/user/${userId}/linkToken`,
    })
    const linkToken = line.readLinkToken(recordedAnswer('link-token')) ?? ''
    expect(line.linkUrl(linkToken, 'a-nonce', context)).toBe(
      'https://access.line.me/dialog/bot/accountLink?linkToken=NMZTNuVrPTqlr2IF8Bnymkb7rXfYv5EY&nonce=a-nonce',
    )
    for (const nothing of [answer(404, { linkToken: 'a' }), answer(200, {}), answer(200, { linkToken: '' })])
      expect(line.readLinkToken(nothing)).toBeNull()
    expect(line.readLinkToken({ kind: 'unanswered', reason: 'timeout' })).toBeNull()
  })
})

describe('who somebody on LINE is', () => {
  it('is told of friends alone', () => {
    const told = { displayName: '林小姐', userId, pictureUrl: 'https://profile.line-scdn.net/0', language: 'zh-TW' }
    expect(line.readProfile?.(answer(200, told))).toEqual({
      displayName: '林小姐',
      pictureUrl: 'https://profile.line-scdn.net/0',
      language: 'zh-TW',
    })
    for (const nobody of [answer(404, told), answer(200, {})]) expect(line.readProfile?.(nobody)).toBeNull()
    expect(line.readProfile?.({ kind: 'unanswered', reason: 'timeout' })).toBeNull()
  })

  it('is shown no dots in a group', () => {
    expect(() => line.typing?.({ type: 'group', id: 'C1' }, config, context)).toThrow(
      expect.objectContaining({ code: 'channels.address-unfit', facts: { kind: 'line' } }),
    )
  })
})

describe('a film that LINE still works on', () => {
  it('is asked for under our token, and told ready, failed or not at all', () => {
    expect(line.askReadiness('m/1', config, context)).toMatchObject({
      part: 0,
      method: 'GET',
      url: 'https://api-data.line.me/v2/bot/message/m%2F1/content/transcoding',
      headers: { authorization: 'Bearer a-stateless-token' },
      body: '',
    })
    for (const status of ['processing', 'succeeded', 'failed'])
      expect(line.readReadiness(answer(200, { status }))).toBe(status)
    for (const nothing of [answer(200, { status: 'lost' }), answer(500, { status: 'failed' })])
      expect(line.readReadiness(nothing)).toBeNull()
    expect(line.readReadiness({ kind: 'unanswered', reason: 'timeout' })).toBeNull()
  })
})

describe('a menu that is a picture', () => {
  const entries = [
    { label: '捐款', action: { type: 'postback' as const, payload: 'give' } },
    { label: '我們的網站', action: { type: 'link' as const, url: 'https://example.org' } },
    { label: '我的捐款', action: { type: 'postback' as const, payload: 'gifts' } },
    { label: '找人聊聊', action: { type: 'postback' as const, payload: 'person' } },
    { label: '收據', action: { type: 'postback' as const, payload: 'receipts' } },
  ]
  const picture = { base64: 'iVBORw0KGgo=', mediaType: 'image/png' as const }

  it('is planned in rows of three that leave no gap, in a shape LINE takes', () => {
    for (let count = 1; count <= 9; count += 1) {
      const { width, height, places } = line.menuPlan(
        people(count).map((label) => ({ label, action: { type: 'link', url: 'https://example.org' } })),
      )
      expect(places.length).toBe(count)
      expect(width / height).toBeGreaterThanOrEqual(1.45)
      expect(height).toBeGreaterThanOrEqual(250)
      expect(places.reduce((sum, place) => sum + place.width * place.height, 0)).toBe(width * height)
    }
  })

  it('is created, then drawn, then shown to everyone, then the one before goes', () => {
    const [create, remove, ...rest] = line.menu(entries, config, {
      ...context,
      picture,
      title: '選單',
      formerId: 'richmenu-old',
    })
    if (create === undefined) throw new Error('nothing composed')
    expect(rest).toEqual([])
    expect(remove).toMatchObject({ method: 'DELETE', url: 'https://api.line.me/v2/bot/richmenu/richmenu-old' })
    expect(bodyOf(create)).toMatchSnapshot()
    const response = answer(200, { richMenuId: 'richmenu-1' })
    expect(line.readMenu(response)).toBe('richmenu-1')
    const outcome = line.interpret(response, create)
    const next = outcome.kind === 'next' ? outcome.requests : []
    expect(next.map(({ method, url, bodyBase64 }) => [method, url, bodyBase64])).toEqual([
      ['POST', 'https://api-data.line.me/v2/bot/richmenu/richmenu-1/content', picture.base64],
      ['POST', 'https://api.line.me/v2/bot/user/all/richmenu/richmenu-1', undefined],
    ])
    expect(next[0]?.headers['content-type']).toBe('image/png')
    expect(line.interpret(answer(200, {}), create)).toEqual({ kind: 'unknown' })
  })

  it('is shown to donors alone when it is theirs', () => {
    const [create] = line.menu(entries, config, { ...context, picture, audience: 'donors' }) ?? []
    expect(create?.leadsTo?.length).toBe(1)
    expect(bodyOf(line.menuLink([userId], 'richmenu-1', config, context))).toEqual({
      richMenuId: 'richmenu-1',
      userIds: [userId],
    })
    expect(line.menuUnlink([userId], config, context).url).toMatch(/richmenu\/bulk\/unlink$/)
    expect(() => line.menuUnlink(people(501), config, context)).toThrow(
      expect.objectContaining({ code: 'channels.too-many' }),
    )
  })

  it('goes when there is nothing on it, and is not made without its picture', () => {
    const urls = line.menu([], config, { ...context, formerId: 'old' }).map(({ method, url }) => `${method} ${url}`)
    expect(urls).toEqual([
      'DELETE https://api.line.me/v2/bot/user/all/richmenu',
      'DELETE https://api.line.me/v2/bot/richmenu/old',
    ])
    expect(() => line.menu(entries, config, context)).toThrow(
      expect.objectContaining({ code: 'channels.menu-undrawn' }),
    )
  })
})

describe('LINE’s own ways', () => {
  it('shows dots to a person, not to a group', () => {
    expect(bodyOf(line.typing({ type: 'user', id: userId }, config, context))).toEqual({
      chatId: userId,
      loadingSeconds: 20,
    })
    expect(() => line.typing({ type: 'group', id: 'C1' }, config, context)).toThrow(
      expect.objectContaining({ code: 'channels.address-unfit' }),
    )
  })

  it('marks a message as read by the token it brought', () => {
    expect(bodyOf(line.markAsRead('30yhdy232', config, context))).toEqual({ markAsReadToken: '30yhdy232' })
  })

  it('asks whether a film can be fetched yet', () => {
    expect(line.askReadiness('4685', config, context).url).toBe(
      'https://api-data.line.me/v2/bot/message/4685/content/transcoding',
    )
    expect(line.readReadiness(answer(200, { status: 'processing' }))).toBe('processing')
    expect(line.readReadiness(answer(200, { status: 'later' }))).toBeNull()
  })

  it('pushes an imagemap', () => {
    const map = line.imagemap({
      baseUrl: 'https://example.org/map',
      altText: 'A map of our projects',
      height: 585,
      places: [
        { x: 0, y: 0, width: 520, height: 585, press: { url: 'https://example.org/a' } },
        { x: 520, y: 0, width: 520, height: 585, press: { words: 'Projects' } },
      ],
    })
    const [request] = line.say([map], { type: 'user', id: userId }, config, context)
    expect(request).toMatchObject({ part: 1, quotaCount: 1, idempotencyKey: expect.any(String) })
    expect(bodyOf(request).messages).toMatchSnapshot()
  })
})
