import { describe, expect, it } from 'vitest'
import type { ComposeContext } from '../adapter.ts'
import type { OutboundMessage } from '../message.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { wechat } from './adapter.ts'

const config = wechat.parseConfig({
  appId: 'wx2c2769f8efd9abc2',
  appSecret: '0123456789abcdef0123456789abcdef',
  token: 'aTokenOfOurOwn',
})
const now = new Date(1767225601000)
const context: ComposeContext = {
  now,
  deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b',
  accessToken: { token: '88_token', expiresAt: now.getTime() + 7_200_000 },
  hookUrl: 'https://give.example.org/hooks/k3y',
}
const to = { type: 'user', id: 'oKJw86Vd2mQx0n3b7TzLr4cYpHsE' } as const
const picture = { type: 'image', url: 'https://give.example.org/files/kite.png', description: '一只风筝' } as const
const compose = (...blocks: OutboundMessage['blocks']) =>
  wechat.compose({ blocks, quickReplies: [] }, to, config, context)
const only = (...blocks: OutboundMessage['blocks']): ProviderRequest => {
  const [request, ...more] = compose(...blocks)
  if (request === undefined || more.length > 0) throw new Error('not one request')
  return request
}
const answer = (body: object | string, status = 200): ProviderResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
/** The shape of 新增临时素材 (uploadTempMedia), read 2026-11-22, with an id of our own. */
const uploaded = answer({ type: 'image', media_id: 'rF4UdIMfYK3efUfyoddYRMU50zMiRmmt_l0"', created_at: 1767225601 })
const linked = { touser: to.id, msgtype: 'text', text: { content: `一只风筝\n${picture.url}` } }

describe('a picture of ours on WeChat', () => {
  const request = only(picture)

  it('is uploaded, then said by the id WeChat gives', () => {
    expect(request).toMatchObject({
      part: 1,
      method: 'POST',
      url: 'https://api.weixin.qq.com/cgi-bin/media/upload?type=image&access_token=88_token',
      body: '',
      upload: { url: picture.url, field: 'media', fileName: 'file.png', mostBytes: 10_485_760 },
    })
    const outcome = wechat.interpret(uploaded, request)
    const [send, ...more] = outcome.kind === 'next' ? outcome.requests : []
    expect(more).toEqual([])
    expect(send).toMatchObject({ part: 1, url: expect.stringContaining('/message/custom/send') })
    expect(send).not.toHaveProperty('upload')
    expect(JSON.parse(send?.body ?? '')).toEqual({
      touser: to.id,
      msgtype: 'image',
      image: { media_id: 'rF4UdIMfYK3efUfyoddYRMU50zMiRmmt_l0"' },
    })
  })

  it.each([
    ['refused for its kind', answer({ errcode: 40004, errmsg: 'invalid media type' })],
    ['too large', answer({ errcode: 45001, errmsg: 'media size out of limit' })],
    ['not to be had', answer('file not to be had', 422)],
    ['answered with nothing', answer({})],
  ])('is said with a link when it is %s', (_name, response) => {
    const outcome = wechat.interpret(response, request)
    expect(outcome.kind === 'next' ? outcome.requests.map(({ body }) => JSON.parse(body)) : outcome).toEqual([linked])
  })

  it('may go up again after silence, which told nobody anything; a refused token is about us', () => {
    expect(wechat.interpret({ kind: 'unanswered', reason: 'timeout' }, request)).toEqual({ kind: 'retryable' })
    expect(wechat.interpret(answer('', 502), request)).toEqual({ kind: 'retryable' })
    expect(wechat.interpret(answer({ errcode: 42001, errmsg: 'expired' }), request)).toEqual({ kind: 'auth' })
    expect(wechat.interpret(answer({ errcode: 45009, errmsg: 'quota' }), request)).toEqual({ kind: 'quota' })
  })

  it('that lies elsewhere is never fetched by us: its link is said', () => {
    for (const url of [
      'https://example.org/kite.png',
      'https://give.example.org.evil.test/kite.png',
      'http://give.example.org/kite.png',
    ]) {
      expect(only({ ...picture, url })).not.toHaveProperty('upload')
    }
    const { hookUrl: _, ...without } = context
    const [request] = wechat.compose({ blocks: [picture], quickReplies: [] }, to, config, without)
    expect(JSON.parse(request?.body ?? '')).toEqual(linked)
  })
})

it('sends films and short recordings by id, and links to what WeChat does not play', () => {
  const at = (name: string) => `https://give.example.org/files/${name}`
  const film = only({ type: 'video', url: at('thanks.mp4'), description: '感谢' })
  expect(film).toMatchObject({ url: expect.stringContaining('type=video'), upload: { fileName: 'file.mp4' } })
  expect(film.leadsTo?.[0]?.body).toContain('"title":"感谢"')
  const voice = { type: 'audio', description: '感谢', durationMilliseconds: 60_000 } as const
  expect(only({ ...voice, url: at('thanks.mp3') })).toMatchObject({ url: expect.stringContaining('type=voice') })
  expect(only({ ...voice, url: at('thanks.ogg') })).not.toHaveProperty('upload')
  expect(only({ ...voice, url: at('thanks.mp3'), durationMilliseconds: 60_001 })).not.toHaveProperty('upload')
})

it.each([
  ['image', 10, 'kite', 'file.png'],
  ['image', 10, 'kite.webp', 'file.png'],
  ['image', 10, 'kite.PNG', 'file.png'],
  ['image', 10, 'kite.jpg', 'file.jpg'],
  ['image', 10, 'kite.jpeg', 'file.jpeg'],
  ['image', 10, 'kite.gif', 'file.gif'],
  ['audio', 2, 'song.MP3', 'file.mp3'],
  ['audio', 2, 'song.amr', 'file.amr'],
  ['video', 10, 'film', 'file.mp4'],
] as const)('uploads an %s of at most %i MiB, %s as %s', (type, mebibytes, name, fileName) => {
  const { upload } = only({ type, url: `https://give.example.org/files/${name}`, description: 'a' })
  expect(upload).toMatchObject({ field: 'media', fileName, mostBytes: mebibytes * 1_048_576 })
})

it('keeps the order of words and pictures, and numbers the parts', () => {
  const text = { type: 'text', text: '您好' } as const
  const requests = compose(text, picture, text)
  expect(requests.map(({ part, upload }) => [part, upload !== undefined])).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ])
})

describe('menus for some on WeChat', () => {
  const entries = [{ label: '我的捐款', action: { type: 'postback' as const, payload: 'gifts' } }]

  it('go by tag, and are taken away by their own id', () => {
    expect(JSON.parse(wechat.tag('捐款人', config, context).body)).toEqual({ tag: { name: '捐款人' } })
    expect(wechat.readTag(answer('{"tag":{"id":134,"name":"捐款人"}}'))).toBe('134')
    expect(wechat.readTag(answer({ errcode: 45157, errmsg: 'invalid tag name' }))).toBeNull()
    expect(JSON.parse(wechat.menuForTag(entries, '134', config, context).body)).toEqual({
      button: [{ type: 'click', name: '我的捐款', key: 'gifts' }],
      matchrule: { tag_id: '134' },
    })
    expect(wechat.readMenuForTag(answer('{"menuid":2083793799999999999}'))).toBe('2083793799999999999')
    expect(wechat.removeMenuForTag('208379533', config, context).url).toContain('/menu/delconditional?')
  })

  it('are for fifty people a request', () => {
    const tagged = { tagId: '134', isTagged: true }
    expect(JSON.parse(wechat.tagPeople(['oA'], tagged, config, context).body)).toEqual({
      openid_list: ['oA'],
      tagid: 134,
    })
    expect(wechat.tagPeople(['oA'], { ...tagged, isTagged: false }, config, context).url).toContain('/batchuntagging?')
    const crowd = Array.from({ length: 51 }, (_, n) => `o${n}`)
    expect(() => wechat.tagPeople(crowd, tagged, config, context)).toThrow(
      expect.objectContaining({ code: 'channels.too-many' }),
    )
  })
})

it('makes a code that never ends, for a poster', () => {
  expect(JSON.parse(wechat.permanentCode('poster-1', config, context)?.body ?? '')).toEqual({
    action_name: 'QR_LIMIT_STR_SCENE',
    action_info: { scene: { scene_str: 'poster-1' } },
  })
  expect(wechat.permanentCode('a b', config, context)).toBeNull()
})

it('learns name and union id of who agreed, with their own token and not the account’s', () => {
  const told = { access_token: 'theirs', openid: 'oA', scope: 'snsapi_userinfo' }
  expect(wechat.readLinked(answer(told))).toEqual({ kind: 'linked', userId: 'oA', aliases: [], userToken: 'theirs' })
  expect(wechat.askMore({ userId: 'oA', userToken: 'theirs' }, context).url).toBe(
    'https://api.weixin.qq.com/sns/userinfo?access_token=theirs&openid=oA&lang=zh_CN',
  )
  expect(wechat.readMore(answer({ openid: 'oA', nickname: '林', unionid: 'uA' }))).toEqual({
    userId: 'oA',
    aliases: ['uA'],
    displayName: '林',
  })
  expect(wechat.readMore(answer({ errcode: 40003, errmsg: 'invalid openid' }))).toBeNull()
  expect(wechat.readMore(answer({ openid: 'oA' }, 500))).toBeNull()
  expect(wechat.readLinked(answer({ openid: 'oA', scope: 'snsapi_userinfo' }))).not.toHaveProperty('userToken')
})
