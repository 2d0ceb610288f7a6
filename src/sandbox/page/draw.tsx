import { sql } from 'kysely'
import type { Request } from '../../platform/http/api.ts'
import type { Transaction } from '../../platform/scope.ts'
import type { DemoPerson } from '../demo-people.ts'
import type { EmulatedChannel } from '../line/channel.ts'
import type { HeldPhone } from '../phone-deeds.ts'
import { readChat } from '../phone-store.ts'
import { Chat, type ChatView } from './chat.tsx'
import type { Frame } from './document.tsx'
import { type Account, PhonePage, type Progress, ShelfPage } from './phone-page.tsx'

/** What stands around a page, for this request's reader. */
export function frameOf(request: Request): Frame {
  return {
    language: request.get('language'),
    t: request.get('translate'),
    nonce: request.get('nonce'),
    publicUrl: request.get('context').settings.publicUrl,
  }
}

export async function drawShelf(
  request: Request,
  channel: EmulatedChannel,
  people: readonly DemoPerson[],
  problem: string | undefined,
) {
  const frame = frameOf(request)
  const { account } = await channel.scope.transaction((tx) => readAccount(tx, frame.language))
  return <ShelfPage frame={frame} account={account} people={people} problem={problem} />
}

export async function drawPhone(request: Request, held: HeldPhone) {
  const frame = frameOf(request)
  const chat = await viewOf(request, held)
  const [{ account }, progress] = await held.channel.scope.transaction(async (tx) => [
    await readAccount(tx, held.phone.language),
    await readProgress(tx, held),
  ])
  return <PhonePage frame={frame} account={account} chat={chat} progress={progress} />
}

export async function drawChat(request: Request, held: HeldPhone) {
  return <Chat {...(await viewOf(request, held))} />
}

async function viewOf(request: Request, { emulator, channel, phone }: HeldPhone): Promise<ChatView> {
  const { context } = emulator
  return channel.scope.transaction(async (transaction) => {
    const { account, timeZone } = await readAccount(transaction, phone.language)
    return {
      phone,
      lines: await readChat(transaction, phone.phoneId),
      isTyping: emulator.isTyping(phone.phoneId),
      account: account.name,
      timeZone,
      publicUrl: request.get('context').settings.publicUrl,
      t: context.translator.in(phone.language),
    }
  })
}

async function readAccount(
  { db, organisationId }: Transaction,
  language: string,
): Promise<{ account: Account; timeZone: string }> {
  const row = await db
    .selectFrom('organisations')
    .leftJoin('organisation_texts', (join) =>
      join
        .onRef('organisation_texts.organisation_id', '=', 'organisations.organisation_id')
        .on('organisation_texts.language', '=', language),
    )
    .where('organisations.organisation_id', '=', organisationId)
    .select(['organisations.name', 'time_zone', 'organisation_texts.name as localName', 'description'])
    .executeTakeFirstOrThrow()
  return {
    account: { name: row.localName ?? row.name, description: row.description ?? '' },
    timeZone: row.time_zone,
  }
}

async function readProgress({ db, organisationId }: Transaction, { phone }: HeldPhone): Promise<Progress> {
  const { rows } = await sql<{ given: number; thanked: number }>`
    select count(*)::int as given, count(g.thanked_at)::int as thanked
    from gifts g join identities i using (organisation_id, person_id)
    where i.organisation_id = ${organisationId} and i.channel_account_id = ${phone.channelAccountId}
      and i.address = ${phone.userId}`.execute(db)
  const { given = 0, thanked = 0 } = rows[0] ?? {}
  return { isFriend: phone.isFriend, hasGiven: given > 0, wasThanked: thanked > 0 }
}
