import { describe, expect, it } from 'vitest'
import { openChannel } from '../kinds.ts'
import type { ProviderResponse } from '../request.ts'
import { wechatConfig } from './config.ts'
import { askLinked, linkUrl, readLinked } from './link.ts'

const config = wechatConfig.parse({
  appId: 'wx2c2769f8efd9abc2',
  appSecret: '0123456789abcdef0123456789abcdef',
  token: 'aTokenOfOurOwn',
})
const channel = openChannel('wechat', config)
const now = new Date(1767225601000)
const context = { now, accessToken: { token: 't', expiresAt: now.getTime() + 1000 } }
const answer = (body: object | string): ProviderResponse => ({
  kind: 'answered',
  status: 200,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

describe('the menu of WeChat', () => {
  const entry = (at: number) => ({ label: `第 ${at} 项`, action: { type: 'postback' as const, payload: `m/${at}` } })
  const shape = (count: number) => {
    const entries = Array.from({ length: count }, (_, at) => entry(at))
    const [request] = channel.menu(entries, context) ?? []
    const { button } = JSON.parse(request?.body ?? '')
    return button.map((one: { sub_button?: object[] }) => one.sub_button?.length ?? 0)
  }

  it('stands three side by side and opens the last places into lists of five', () => {
    expect([1, 3, 4, 7, 8, 11, 12, 15, 20].map(shape)).toEqual([
      [0],
      [0, 0, 0],
      [0, 0, 2],
      [0, 0, 5],
      [0, 5, 2],
      [0, 5, 5],
      [5, 5, 2],
      [5, 5, 5],
      [5, 5, 5],
    ])
  })

  it('presses and links, its names cut to WeChat’s bytes; an empty one is taken away', () => {
    const link = { label: '一个非常长的菜单名称', action: { type: 'link' as const, url: 'https://example.org' } }
    const [request] = channel.menu([entry(1), link], context) ?? []
    expect(JSON.parse(request?.body ?? '')).toEqual({
      button: [
        { type: 'click', name: '第 1 项', key: 'm/1' },
        { type: 'view', name: '一个非常…', url: 'https://example.org' },
      ],
    })
    expect(channel.menu([], context)).toMatchObject([
      { method: 'GET', url: 'https://api.weixin.qq.com/cgi-bin/menu/delete?access_token=t' },
    ])
  })
})

describe('checking an account of WeChat', () => {
  it('asks three questions that say nothing to anybody', () => {
    expect(channel.check(context)).toMatchObject([
      { part: 0, method: 'GET' },
      { part: 0, method: 'GET' },
      { part: 0, method: 'GET' },
    ])
  })

  it('tells whether the account may ask who opens a page, where WeChat says so', () => {
    const fine = answer({ ip_list: ['127.0.0.1'] })
    const asked = (errcode: number) =>
      channel.readCheck([fine, fine, answer({ errcode, errmsg: 'no' })], '').filter(({ about }) => about === 'signIn')
    expect(asked(40029)).toEqual([{ about: 'signIn', isRight: true, words: undefined }])
    expect(asked(48001)).toEqual([{ about: 'signIn', isRight: false, words: '48001 no' }])
    expect(asked(-1)).toEqual([])
  })

  it('tells a refused token or address from a missing permission', () => {
    const fine = answer({ ip_list: ['127.0.0.1'] })
    expect(channel.readCheck([fine, answer({ template_list: [] })], '')).toEqual([
      { about: 'credentials', isRight: true },
      { about: 'permissions', isRight: true },
    ])
    expect(channel.readCheck([answer({ errcode: 40164, errmsg: 'invalid ip 192.0.2.1' }), fine], '')).toEqual([
      { about: 'credentials', isRight: false, words: '40164 invalid ip 192.0.2.1' },
    ])
    expect(channel.readCheck([fine, answer({ errcode: 48001, errmsg: 'api unauthorized' })], '')).toMatchObject([
      { isRight: true },
      { about: 'permissions', isRight: false, words: '48001 api unauthorized' },
    ])
    expect(channel.readCheck([], '')).toMatchObject([{ about: 'credentials', isRight: false }])
  })
})

describe('what WeChat tells about people and files', () => {
  it('knows who bears the union id another account of the same owner knows, also without a name', () => {
    const told = { subscribe: 1, openid: 'oA', unionid: 'uA', remark: '' }
    expect(channel.readProfile(answer(told))).toEqual({ displayName: undefined, language: undefined, unionId: 'uA' })
    expect(channel.readProfile(answer({ ...told, subscribe: 0 }))).toBeNull()
  })

  it('knows a follower by the name our staff gave, and nobody else', () => {
    const known = { subscribe: 1, openid: 'oA', remark: '林小姐', language: 'zh_CN', nickname: '' }
    expect(channel.readProfile(answer(known))).toEqual({ displayName: '林小姐', language: 'zh_CN' })
    expect(channel.readProfile(answer({ ...known, remark: '' }))).toBeNull()
    expect(channel.readProfile(answer({ subscribe: 0, openid: 'oA' }))).toBeNull()
    expect(channel.readProfile(answer({ errcode: 40003, errmsg: 'invalid openid' }))).toBeNull()
    expect(channel.readProfile({ kind: 'answered', status: 500, headers: {}, body: JSON.stringify(known) })).toBeNull()
    expect(channel.readProfile({ kind: 'unanswered', reason: 'timeout' })).toBeNull()
    const odd = { ...known, remark: '林', unionid: 7, language: '' }
    expect(channel.readProfile(answer(odd))).toEqual({ displayName: '林' })
    expect(channel.profile('o/A', context)?.url).toBe(
      'https://api.weixin.qq.com/cgi-bin/user/info?openid=o%2FA&lang=zh_CN&access_token=t',
    )
  })

  it('fetches films from Tencent’s own places only, and without our token', () => {
    const at = (video_url: string) => channel.contentAt(answer({ video_url }), context)
    const film = 'http://vweixinp.tc.qq.com/1007_a.f10.mp4?vkey=1'
    expect(at(film)).toEqual({ part: 0, method: 'GET', url: film, headers: {}, body: '', quotaCount: 0 })
    expect(channel.contentAt({ kind: 'unanswered', reason: 'timeout' }, context)).toBeNull()
    for (const stranger of [
      'https://qq.com.example.org/x',
      'https://evilqq.com/x',
      'file:///etc/passwd',
      'ftp://vweixinp.tc.qq.com/a',
      'http://10.0.0.1/',
    ]) {
      expect(at(stranger)).toBeNull()
    }
    expect(channel.contentAt(answer('\u00ff\u00d8 the bytes of a picture'), context)).toBeNull()
    expect(channel.content('m/1', context)?.url).toBe(
      'https://api.weixin.qq.com/cgi-bin/media/get?media_id=m%2F1&access_token=t',
    )
  })

  it('fetches pictures from where the message says, if that is Tencent’s', () => {
    expect(channel.contentFrom('http://mmbiz.qpic.cn/mmbiz_jpg/a/0', context)).toMatchObject({
      part: 0,
      url: 'https://mmbiz.qpic.cn/mmbiz_jpg/a/0',
      headers: {},
      body: '',
      quotaCount: 0,
    })
    const demo = { ...context, sandboxOrigin: 'http://127.0.0.1:3000/sandbox' }
    const inDemo = (url: string) => channel.contentFrom(url, demo)?.url
    expect(inDemo('http://127.0.0.1:3000/a?to=http:')).toBe('http://127.0.0.1:3000/a?to=http:')
    expect(inDemo('http://127.0.0.1:3001/a')).toBeUndefined()
    expect(inDemo('http://mmbiz.qpic.cn/a')).toBeUndefined()
    for (const stranger of ['http://qpic.cn.example.org/a', 'http://169.254.169.254/', 'https://user@127.0.0.1', '']) {
      expect(channel.contentFrom(stranger, context)).toBeNull()
    }
  })

  it('shows that we are writing', () => {
    const typing = channel.typing({ type: 'user', id: 'oA' }, context)
    expect(typing).toMatchObject({ part: 0, body: '{"touser":"oA","command":"Typing"}' })
  })
})

describe('finding out who opened a page inside WeChat', () => {
  const redirectUrl = 'https://example.org/link?to=1'

  it('sends them to WeChat with the parameters in its order', () => {
    expect(linkUrl({ redirectUrl, state: 's', scope: 'snsapi_base' }, config, context)).toBe(
      'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx2c2769f8efd9abc2&redirect_uri=https%3A%2F%2Fexample.org%2Flink%3Fto%3D1&response_type=code&scope=snsapi_base&state=s#wechat_redirect',
    )
    expect(askLinked('c', config, context)).toEqual({
      part: 0,
      method: 'GET',
      url: `https://api.weixin.qq.com/sns/oauth2/access_token?appid=${config.appId}&secret=${config.appSecret}&code=c&grant_type=authorization_code`,
      headers: {},
      body: '',
      quotaCount: 0,
    })
  })

  it('links a person, by both names where the union is told; never somebody WeChat has made up', () => {
    const told = { access_token: 'x', openid: 'oA', scope: 'snsapi_base' }
    expect(readLinked(answer(told))).toEqual({ kind: 'linked', userId: 'oA', aliases: [] })
    expect(readLinked(answer({ ...told, unionid: 'uA', is_snapshotuser: 0 }))).toMatchObject({ aliases: ['uA'] })
    expect(readLinked(answer({ ...told, is_snapshotuser: 1 }))).toEqual({ kind: 'virtual' })
    expect(readLinked(answer({ errcode: 40163, errmsg: 'code been used' }))).toEqual({
      kind: 'refused',
      code: '40163',
      words: 'code been used',
    })
    const silence = { kind: 'unanswered', reason: 'timeout' } as const
    expect(readLinked(silence)).toEqual({ kind: 'refused', code: 'unanswered', words: 'timeout' })
    expect(readLinked(answer({ openid: '' }))).toMatchObject({ kind: 'refused', code: '200' })
    expect(readLinked(answer({ ...told, unionid: '' }))).toMatchObject({ kind: 'refused' })
    expect(readLinked({ kind: 'answered', status: 500, headers: {}, body: JSON.stringify(told) })).toMatchObject({
      kind: 'refused',
      code: '500',
    })
    expect(readLinked(answer({ ...told, scope: 'snsapi_base,snsapi_userinfo' }))).toMatchObject({ userToken: 'x' })
  })

  it('signs in whom WeChat names, by both names; a made-up person is nobody', () => {
    const ask = { returnUrl: redirectUrl, state: 's', nonce: 'n' }
    const signedIn = (body: object) => channel.readSignedIn(answer(body), ask, now)
    expect(signedIn({ openid: 'oA' })).toEqual({ kind: 'signed_in', userId: 'oA', unionId: undefined })
    expect(signedIn({ openid: 'oA', unionid: 'uA' })).toEqual({ kind: 'signed_in', userId: 'oA', unionId: 'uA' })
    expect(signedIn({ openid: 'oA', is_snapshotuser: 1 })).toEqual({
      kind: 'refused',
      words: 'opened in snapshot mode',
    })
    expect(signedIn({ errcode: 40163, errmsg: 'code been used' })).toEqual({
      kind: 'refused',
      words: '40163 code been used',
    })
  })
})

describe('a code that opens a conversation', () => {
  it('is made by a call, for thirty days, and comes back as the link to show as QR', () => {
    const request = channel.entryCode('gift-9f2c_A1', context)
    expect(JSON.parse(request?.body ?? '')).toEqual({
      expire_seconds: 2_592_000,
      action_name: 'QR_STR_SCENE',
      action_info: { scene: { scene_str: 'gift-9f2c_A1' } },
    })
    expect(channel.entryCode('a'.repeat(65), context)).toBeNull()
    expect(channel.readEntryCode(answer({ ticket: 'gQ', expire_seconds: 60, url: 'http://weixin.qq.com/q/kZg' }))).toBe(
      'http://weixin.qq.com/q/kZg',
    )
    expect(channel.readEntryCode(answer({ errcode: 48001, errmsg: 'api unauthorized' }))).toBeNull()
  })
})
