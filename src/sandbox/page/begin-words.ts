import type { EmulatedKind } from '../emulator.ts'

/** What beginning is called where it is not making friends. */
const befriending: Partial<Record<EmulatedKind, string>> = {
  telegram: 'start',
  viber: 'open',
  messenger: 'start',
  wechat: 'followAccount',
}

/** The words on the button that begins the chat with an account in this app. */
export function beginWords(kind: EmulatedKind): string {
  return `sandbox:chat.${befriending[kind] ?? 'follow'}`
}
