import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RawRequest } from '../adapter.ts'
import { openChannel } from '../kinds.ts'
import { wechatSignature } from './proof.ts'
import { seal, unseal } from './seal.ts'

/** Tencent's sample of `WXBizMsgCrypt` (2014), as printed in its Python and Node editions and in fotock/WXbizMsgCrypt-Node's README. */
const sample = {
  appId: 'wx2c2769f8efd9abc2',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  token: 'spamtest',
  timestamp: '1409735669',
  nonce: '1320562132',
  msgSignature: '5d197aaffba7e9b25a30732f161a50dee96bd5fa',
  sealed:
    'hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=',
}
const sealedAt = new Date(Number(sample.timestamp) * 1000)
const settings = { appId: sample.appId, appSecret: '0123456789abcdef0123456789abcdef', token: sample.token }
const sealedChannel = openChannel('wechat', { ...settings, encodingAesKey: sample.encodingAesKey })
const plainChannel = openChannel('wechat', settings)

const signed = { timestamp: sample.timestamp, nonce: sample.nonce }
const signature = wechatSignature(sample.token, sample.timestamp, sample.nonce)
const request = (method: string, query: Record<string, string>, body = ''): RawRequest => ({
  method,
  path: '/hooks/key',
  query,
  headers: {},
  body: new TextEncoder().encode(body),
})
const text = '<FromUserName>o1</FromUserName><CreateTime>1409735668</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId>'
const plain = `<xml>${text}<Content>plain</Content></xml>`
const sealedQuery = { ...signed, signature, encrypt_type: 'aes', msg_signature: sample.msgSignature }
const envelope = (sealed: string, beside = '') => `<xml>${beside}<Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`

describe('the seal of WeChat', () => {
  it('opens the sample Tencent has published, and its signature proves', () => {
    const { events, accepted, response } = sealedChannel.receive(
      request('POST', sealedQuery, envelope(sample.sealed)),
      sealedAt,
    )
    expect(accepted).toBe(true)
    expect(response.body).toBe('success')
    expect(events).toMatchObject([
      { type: 'message', text: 'abcdteT', messageId: '6054768590064713728', userId: 'oyORnuP8q7ou2gfYjqLzSIWZf0rs' },
    ])
  })

  it('seals as Tencent’s Java sample does', () => {
    const random = new TextEncoder().encode('aaaabbbbccccdddd')
    const words = new TextEncoder().encode('我是中文abcd123')
    expect(seal(words, random, { ...sample, appId: 'wxb11529c136998cb6' })).toBe(
      'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==',
    )
  })

  it('opens what was sealed, whatever the length, and for nobody else’s account or key', () => {
    const random = fc.uint8Array({ minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), random, (words, salt) => {
        const sealed = seal(new TextEncoder().encode(words), salt, sample)
        expect(unseal(sealed, sample)).toBe(words)
        expect(unseal(sealed, { ...sample, appId: 'wx2c2769f8efd9abc3' })).toBeNull()
        expect(unseal(sealed, { ...sample, encodingAesKey: sample.encodingAesKey.toLowerCase() })).toBeNull()
      }),
    )
  })

  it('refuses a sealed text in which any one character is another', () => {
    fc.assert(
      fc.property(fc.nat({ max: sample.sealed.length - 3 }), fc.constantFrom(...'Az09+/'), (at, other) => {
        fc.pre(sample.sealed[at] !== other)
        const bent = sample.sealed.slice(0, at) + other + sample.sealed.slice(at + 1)
        const { accepted, response } = sealedChannel.receive(request('POST', sealedQuery, envelope(bent)), sealedAt)
        expect({ accepted, status: response.status }).toEqual({ accepted: false, status: 401 })
      }),
    )
  })

  it('never throws, whatever is said to be sealed', () => {
    fc.assert(
      fc.property(fc.base64String(), (sealed) => {
        expect(unseal(sealed, sample)).toBeNull()
      }),
    )
  })
})

describe('the modes of WeChat', () => {
  const receive = (channel: typeof plainChannel, query: Record<string, string>, body: string) =>
    channel.receive(request('POST', query, body), sealedAt)

  it('reads plain messages where there is no key', () => {
    expect(receive(plainChannel, { ...signed, signature }, plain).events).toMatchObject([{ text: 'plain' }])
  })

  it('reads what is sealed, not what stands beside it in compatible mode, where there is a key', () => {
    const both = envelope(sample.sealed, `${text}<Content>plain</Content>`)
    expect(receive(sealedChannel, sealedQuery, both).events).toMatchObject([{ text: 'abcdteT' }])
    expect(receive(plainChannel, sealedQuery, both).events).toMatchObject([{ text: 'plain' }])
  })

  it('takes nothing plain where there is a key', () => {
    expect(receive(sealedChannel, { ...signed, signature }, plain)).toMatchObject({ accepted: false })
  })

  it('keeps what is sealed, unread, where there is no key', () => {
    expect(receive(plainChannel, sealedQuery, envelope(sample.sealed))).toMatchObject({
      events: [{ type: 'ignored' }],
    })
  })

  it.each([
    ['as new as can be', 0, true],
    ['nearly ten minutes old', 599, true],
    ['more than ten minutes old', 601, false],
    ['from a clock ten minutes ahead', -601, false],
  ])('takes a proof that is %s: %d seconds', (_name, age, accepted) => {
    const now = new Date(sealedAt.getTime() + age * 1000)
    expect(plainChannel.receive(request('POST', { ...signed, signature }, plain), now).accepted).toBe(accepted)
    expect(sealedChannel.receive(request('POST', sealedQuery, envelope(sample.sealed)), now).accepted).toBe(accepted)
  })

  it('is held by no entity and no document type', () => {
    const bomb = `<!DOCTYPE xml [<!ENTITY a "aaaa">]>${plain.replace('plain', '&a;')}`
    const outside = `<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>${plain.replace('plain', '&a;')}`
    expect(receive(plainChannel, { ...signed, signature }, bomb).events).toMatchObject([{ text: '&a;' }])
    expect(receive(plainChannel, { ...signed, signature }, outside)).toMatchObject({ response: { status: 400 } })
    expect(receive(plainChannel, { ...signed, signature }, '<a>'.repeat(2000))).toMatchObject({
      response: { status: 400 },
    })
  })
})

describe('the handshake of WeChat', () => {
  it.each([plainChannel, sealedChannel])('gives echostr back as it came to who knows our token', (channel) => {
    const ask = (query: Record<string, string>) => channel.receive(request('GET', query), sealedAt)
    const query = { ...signed, signature, echostr: '5838479218127813673' }
    expect(ask(query)).toMatchObject({
      accepted: true,
      response: { status: 200, headers: { 'content-type': 'text/plain' }, body: '5838479218127813673' },
      events: [{ type: 'webhook_check', at: sealedAt.getTime() }],
    })
    expect(ask({ ...query, signature: wechatSignature('guess', sample.timestamp, sample.nonce) })).toMatchObject({
      accepted: false,
      response: { status: 401, body: '' },
    })
    expect(ask({ echostr: '1' })).toMatchObject({ accepted: false })
  })

  it('opens an echostr that came sealed, and takes none under another seal or signature', () => {
    const { timestamp, nonce, token, appId, encodingAesKey } = sample
    const ask = (echostr: string, signature: string) =>
      sealedChannel.receive(
        request('GET', { timestamp, nonce, echostr, msg_signature: signature, encrypt_type: 'aes' }),
        sealedAt,
      )
    const sealed = seal(Buffer.from('5838479218127813673'), Buffer.alloc(16, 7), { appId, encodingAesKey })
    const proof = wechatSignature(token, timestamp, nonce, sealed)
    expect(ask(sealed, proof)).toMatchObject({ accepted: true, response: { body: '5838479218127813673' } })
    expect(ask(sealed, wechatSignature('guess', timestamp, nonce, sealed))).toMatchObject({ accepted: false })
    const foreign = seal(Buffer.from('1'), Buffer.alloc(16, 7), { appId: 'wx0000000000000000', encodingAesKey })
    expect(ask(foreign, wechatSignature(token, timestamp, nonce, foreign))).toMatchObject({ accepted: false })
  })
})
