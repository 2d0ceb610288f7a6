import { setTimeout as sleep } from 'node:timers/promises'
import { lineText } from '../src/conversations/testing.ts'
import { issueFormToken } from '../src/gifts/form-token.ts'
import { startGift } from '../src/gifts/start-gift.ts'
import { createLink, openLink } from '../src/organisations/links.ts'
import { writeMessage } from '../src/payments/sandbox/message.ts'
import { testPaySecret } from '../src/sandbox/accounts.ts'
import { type Auditor, unrestOfChat } from './crash-books.ts'
import type { Charity } from './crash-charity.ts'
import { lineUser, type Parcel, Provider, webhook } from './crash-traffic.ts'

/** Everybody writes once, so that everybody has a chat to be thanked in. */
export async function greet(url: string, charity: Charity, donors: number): Promise<void> {
  const provider = new Provider(url, 16)
  const at = new Date()
  const hellos = Array.from({ length: donors }, (_, n) => webhook(charity, lineText(lineUser(n), 'menu', { at })))
  const unheard = await provider.burst(hellos)
  if (unheard.length > 0) throw new Error('a greeting was not heard')
  provider.close()
}

/**
 * Everybody who has written, or the first so many of them, sets out to give: NT$100, 101, 102 …; answers what the test pay
 * page will say when they have paid. May be called again: they give again.
 */
export async function setOut(auditor: Auditor, charity: Charity, first: number | null = null): Promise<Parcel[]> {
  await auditor.untilNothing(unrestOfChat, 40)
  const { scope, campaignId, payment } = charity
  const people = await auditor.rows(
    `select conversation_id, person_id from conversations join identities using (organisation_id, identity_id)
     order by conversation_id limit $1`,
    [first],
  )
  const tokens = people.map(() => issueFormToken(scope, campaignId))
  // Nobody fills in a form faster.
  await sleep(2_100)
  const secret = testPaySecret(scope)
  const parcels: Parcel[] = []
  for (const [number, row] of people.entries()) {
    const [conversationId, personId] = [String(row.conversation_id), String(row.person_id)]
    const typed = { amount: String(100 + number), name: `Donor ${number}`, contact: `donor${number}@example.org` }
    const { reference } = await startGift(scope, {
      ...{ campaignId, language: 'zh-Hant', consentVersion: '1', formToken: tokens[number] ?? '' },
      typed: { ...typed, receipt: 'each', publicName: 'named', feedback: 'yes' },
      from: { linkId: await linkFor(charity, conversationId), conversationId, personId },
    })
    const amount = { minor: BigInt(100 + number) * 100n, currency: 'TWD' }
    const said = writeMessage({ reference, result: 'paid', amount, at: new Date() }, secret)
    parcels.push({ path: payment.hookPath, headers: said.headers, body: Buffer.from(said.body) })
  }
  return parcels
}

async function linkFor({ scope, campaignId }: Charity, conversationId: string): Promise<string> {
  const expiresAt = new Date(Date.now() + 3_600_000)
  const subject = { conversationId, campaignId }
  const token = await scope.transaction((tx) => createLink(tx, { kind: 'give', subject, expiresAt, singleUse: true }))
  return (await openLink(scope.context, 'give', token)).linkId
}
