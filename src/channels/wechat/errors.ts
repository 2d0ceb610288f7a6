import type { Outcome } from '../outcome.ts'

/** What a code means for the person or the account. What is not listed is a refusal with WeChat's own words. */
export type Meaning = Extract<
  Outcome['kind'],
  'auth' | 'blocked' | 'window_closed' | 'quota' | 'rate_limited' | 'rejected'
>

/**
 * Sources: 全局返回码 and the error lists of sendCustomMessage and sendTemplateMessage (developers.weixin.qq.com, read
 * 2026-11-22), binarywang/WxJava `WxMpErrorMsgEnum` @ 3e48dc7. 40164: our address is not on the account's list. 48004,
 * 50002: the account has been barred. 48001 is not among them: it may be one kind of message that is not ours. 48002: the person takes no messages. −1 is "busy, a little later".
 */
const meanings: Readonly<Record<Exclude<Meaning, 'rejected'>, readonly string[]>> = {
  auth: [
    '40001',
    '40002',
    '40013',
    '40014',
    '40125',
    '40164',
    '40243',
    '41001',
    '41002',
    '41004',
    '42001',
    '48004',
    '50002',
  ],
  blocked: ['43004', '43019', '48002', '50005'],
  window_closed: ['45015', '45047'],
  quota: ['45009'],
  rate_limited: ['-1', '45011'],
}

export function meaningOf(code: string): Meaning {
  const listed = Object.entries(meanings).find(([, codes]) => codes.includes(code))?.[0]
  return isMeaning(listed) ? listed : 'rejected'
}

function isMeaning(name: string | undefined): name is Exclude<Meaning, 'rejected'> {
  return name !== undefined && Object.hasOwn(meanings, name)
}
