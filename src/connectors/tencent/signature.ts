import { createHmac } from 'node:crypto'

/**
 * The signature of Tencent Charity's open platform, over three headers and never the body: HMAC-SHA256, hex in upper case, of
 * the headers in alphabetical order and `key=<secret>`. The published sample is in the test
 * (open.gongyi.qq.com/docs/server_api, "接口调用凭证 · 应用签名", seen 2026-11).
 */
export function tencentHeaders(
  { appId, secret }: { appId: string; secret: string },
  { nonce, timestamp }: { nonce: string; timestamp: number },
): Record<string, string> {
  const headers = {
    'Gy-H-Api-Appid': appId,
    'Gy-H-Api-Nonce-Str': nonce,
    'Gy-H-Api-Timestamp': String(timestamp),
  }
  const listed = Object.entries(headers).map(([name, value]) => `${name}=${value}`)
  const message = [...listed, `key=${secret}`].join('&')
  return { ...headers, 'Gy-H-Api-Sign': createHmac('sha256', secret).update(message).digest('hex').toUpperCase() }
}

/** A request signed further than this from the platform's clock is refused. */
export const tencentToleranceSeconds = 5
