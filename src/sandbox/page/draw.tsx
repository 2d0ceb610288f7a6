import type { Request } from '../../platform/http/api.ts'
import type { Transaction } from '../../platform/scope.ts'
import { type Arrival, phonePathFor } from '../arrival.ts'
import { readChat } from '../chat-store.ts'
import type { DemoPerson } from '../demo-people.ts'
import { readJourney } from '../guide/journey.ts'
import type { HeldPhone } from '../phone-deeds.ts'
import { Chat, type ChatView } from './chat.tsx'
import type { Frame } from './document.tsx'
import { GroupPage } from './group-page.tsx'
import { type Account, PhonePage, ShelfPage } from './phone-page.tsx'

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
  people: readonly DemoPerson[],
  { arrival, problem }: { arrival: Arrival; problem?: string },
) {
  return (
    <ShelfPage
      frame={frameOf(request)}
      people={people}
      problem={problem}
      wish={phonePathFor(arrival).slice('/sandbox'.length)}
    />
  )
}

/** `code`: of the link that led here. */
export async function drawPhone(request: Request, held: HeldPhone, code?: string) {
  const frame = frameOf(request)
  const chat = await viewOf(request, held)
  const { account } = await held.app.scope.transaction((tx) => readAccount(tx, held.phone.language))
  const journey = await readJourney(held)
  if (held.phone.groupOf !== null)
    return <GroupPage frame={frame} account={account.name} chat={chat} journey={journey} />
  return <PhonePage frame={frame} account={account} chat={chat} journey={journey} code={code} />
}

/** What the account is called in the language of a phone. */
export async function accountName({ app, phone }: HeldPhone): Promise<string> {
  return app.scope.transaction(async (tx) => (await readAccount(tx, phone.language)).account.name)
}

export async function drawChat(request: Request, held: HeldPhone) {
  return <Chat {...(await viewOf(request, held))} />
}

async function viewOf(request: Request, { sandbox, app, phone }: HeldPhone): Promise<ChatView> {
  const { context } = sandbox
  return app.scope.transaction(async (transaction) => {
    const { account, timeZone } = await readAccount(transaction, phone.language)
    return {
      phone,
      app,
      mood: sandbox.moodOf(app.kind),
      lines: await readChat(transaction, phone.phoneId),
      isTyping: sandbox.typing.isShown(phone.phoneId),
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
