import { createHash } from 'node:crypto'
import type { RawRequest } from '../adapter.ts'
import { sameSignature } from '../keys.ts'
import type { WechatConfig } from './config.ts'
import { unseal } from './seal.ts'
import { readXml } from './xml.ts'

/** How far WeChat's clock and ours may differ. The window is ours: WeChat names none, but a URL from a log must not prove things for ever. */
const toleranceSeconds = 600

/** Hex of SHA-1 over the sorted parts: what WeChat calls `signature`, and over the sealed text too `msg_signature`. */
export function wechatSignature(...parts: readonly string[]): string {
  return createHash('sha1').update(parts.toSorted().join('')).digest('hex')
}

/** Whether the query is WeChat's. It covers when, not what: only a seal proves words. */
export function isSigned({ query }: RawRequest, { token }: WechatConfig, now: Date): boolean {
  const { signature, timestamp = '', nonce = '' } = query
  return isFresh(timestamp, now) && isSame(wechatSignature(token, timestamp, nonce), signature)
}

/** The words under the seal, when the request is WeChat's and the seal ours; `null` otherwise. */
export function openSealed(
  request: RawRequest,
  config: WechatConfig,
  encodingAesKey: string,
  now: Date,
): string | null {
  const sealed = sealedText(readXml(decode(request.body) ?? ''))
  return sealed === null ? null : openSealedText(sealed, request, { ...config, encodingAesKey }, now)
}

/** The words under one seal, which the query signs; `null` when the request is not WeChat's or the seal not ours. */
export function openSealedText(
  sealed: string,
  { query }: RawRequest,
  { token, appId, encodingAesKey }: WechatConfig & { readonly encodingAesKey: string },
  now: Date,
): string | null {
  const { msg_signature: signature, timestamp = '', nonce = '' } = query
  if (!isFresh(timestamp, now)) return null
  if (!isSame(wechatSignature(token, timestamp, nonce, sealed), signature)) return null
  return unseal(sealed, { appId, encodingAesKey })
}

/** UTF-8 and nothing else; `null` for bytes that are none. */
export function decode(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return null
  }
}

function sealedText(envelope: unknown): string | null {
  if (typeof envelope !== 'object' || envelope === null || !('Encrypt' in envelope)) return null
  return typeof envelope.Encrypt === 'string' ? envelope.Encrypt : null
}

function isSame(expected: string, presented: string | undefined): boolean {
  return presented !== undefined && sameSignature(expected, presented)
}

function isFresh(timestamp: string, now: Date): boolean {
  return /^\d{1,11}$/.test(timestamp) && Math.abs(now.getTime() / 1000 - Number(timestamp)) <= toleranceSeconds
}
