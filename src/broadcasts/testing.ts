import { textMessage } from '../channels/message.ts'
import { type ChatHouse, meetMany, openChatHouse } from '../conversations/testing.ts'
import { recordConsent } from '../people/consents.ts'
import type { Language } from '../platform/languages.ts'
import type { Scope } from '../platform/scope.ts'
import { approveBroadcast } from './approve.ts'
import type { Plan } from './broadcast.ts'
import { anyOf } from './filters.ts'
import { countResults } from './recipients.ts'
import { getBroadcast } from './rows.ts'
import { stillInAudience } from './still-in-audience.ts'
import { createBroadcast, submitBroadcast } from './write.ts'

/** A house with one LINE account and two fundraisers: one writes, the other releases. */
export interface BroadcastHouse extends ChatHouse {
  writer: Scope
  approver: Scope
  /** People with a chat who agreed to appeals; answers their ids in order. */
  meet(count: number, particulars?: { language?: Language; agrees?: boolean }): Promise<string[]>
  /** A draft to everybody reachable, released at once. */
  release(change?: Partial<Plan>): Promise<string>
  /** How many people ended each way: `{ sent: 3, 'skipped opted_out': 1 }`. */
  ends(broadcastId: string): Promise<Record<string, number>>
  stateOf(broadcastId: string): Promise<string>
}

/** Opens the house at 2026-03-02 10:00 in Taipei. */
export async function openBroadcastHouse(): Promise<BroadcastHouse> {
  const chat = await openChatHouse()
  chat.respond = async () => {}
  chat.mayStillGo = stillInAudience
  const writer = await chat.member('fundraiser')
  const approver = await chat.member('fundraiser')
  return Object.assign(chat, {
    writer,
    approver,
    meet: (count: number, particulars = {}) => meet(chat, count, particulars),
    release: async (change: Partial<Plan> = {}) => {
      const broadcastId = await createBroadcast(writer, { ...planned, ...change })
      await submitBroadcast(writer, broadcastId)
      await approveBroadcast(approver, broadcastId)
      return broadcastId
    },
    ends: async (broadcastId: string) => {
      const results = await chat.scope.transaction((tx) => countResults(tx, broadcastId))
      return Object.fromEntries(
        results.map(({ state, reason, people }) => [[state, reason].filter(Boolean).join(' '), people]),
      )
    },
    stateOf: async (broadcastId: string) => {
      const { state, pauseReason } = await chat.scope.transaction((tx) => getBroadcast(tx, broadcastId))
      return [state, pauseReason].filter(Boolean).join(' ')
    },
  })
}

/** What a test changes only where it matters. */
export const planned: Plan = {
  name: 'Spring appeal',
  purpose: 'appeals',
  audience: anyOf({ kind: 'reachable' }),
  contents: { en: textMessage('Dear {{name}}, spring is here.') },
  fallbackLanguage: 'en',
  schedule: { kind: 'now' },
  notAfter: null,
  leavers: 'keep',
}

async function meet(
  chat: ChatHouse,
  count: number,
  { language = 'en', agrees = true }: { language?: Language; agrees?: boolean },
): Promise<string[]> {
  const conversationIds = await meetMany(chat, count)
  const { rows } = await chat.context.databases.owner.query<{ person_id: string }>(
    `update persons p set language = $2, display_name = 'Mei ' || right(c.conversation_id::text, 6)
     from conversations c join identities i using (organisation_id, identity_id)
     where c.conversation_id = any($1) and p.person_id = i.person_id returning p.person_id`,
    [conversationIds, language],
  )
  const personIds = rows.map((row) => row.person_id).toSorted()
  if (agrees) await agree(chat, personIds)
  return personIds
}

/** Says yes to appeals, for many at once. */
async function agree(chat: ChatHouse, personIds: readonly string[]): Promise<void> {
  const words = { channel: 'all', source: 'gift_form', textVersion: '1', language: 'en' } as const
  await chat.scope.transaction(async (tx) => {
    for (const personId of personIds) await recordConsent(tx, { personId, purpose: 'appeals', granted: true, ...words })
  })
}
