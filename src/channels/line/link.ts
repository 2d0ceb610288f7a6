import type { LineConfig } from './config.ts'

/** `line.me/R/ti/p/<basic id>`: the account's page in LINE, one tap from its chat (as below). */
export function chatLink({ basicId }: LineConfig): string | null {
  return basicId === undefined ? null : `https://line.me/R/ti/p/${encodeURIComponent(basicId)}`
}

/**
 * `line.me/R/oaMessage`: opens the account's chat on a phone with the code already typed; the person only presses send, and the
 * words come back as a message. The whole text is encoded, colon included. A computer shows LINE's own page instead.
 * https://developers.line.biz/en/docs/messaging-api/using-line-url-scheme/ (read 2026-11-22)
 */
export function entryLink(code: string, { basicId }: LineConfig): string | null {
  if (basicId === undefined || !/^[\w-]{1,100}$/.test(code)) return null
  return `https://line.me/R/oaMessage/${encodeURIComponent(basicId)}/?${encodeURIComponent(`RSC:${code}`)}`
}
