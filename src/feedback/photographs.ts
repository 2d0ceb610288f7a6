import { sql } from 'kysely'
import type { Audience } from '../cases/consent.ts'
import { pictureAddresses } from '../cases/picture-address.ts'
import { isPublished } from '../cases/pictures.ts'
import { channelKind } from '../conversations/account.ts'
import type { Transaction } from '../platform/scope.ts'

/** One child's news for one person, as it asks for a photograph. */
export interface PictureWanted {
  readonly personId: string
  readonly updateId: string
  readonly caseId: string
}

/** The address of the photograph for one of those who were asked about; undefined: the drawing stands. */
export type PhotographOf = (wanted: PictureWanted) => string | undefined

/** Which of some cases have a photograph that was published and not taken away, with its id. */
export async function photographed(
  { db, organisationId }: Transaction,
  caseIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ caseId: string; pictureId: string }>`
    select distinct on (case_id) case_id as "caseId", case_picture_id as "pictureId" from case_pictures p
    where organisation_id = ${organisationId} and case_id = any(${[...new Set(caseIds)]}::uuid[])
      and ${isPublished('p')}
    order by case_id, published_at desc, case_picture_id`.execute(db)
  return new Map(rows.map(({ caseId, pictureId }) => [caseId, pictureId]))
}

/** Where the photographs of some cases are fetched by givers who are written to through this kind of channel, as consent allows. */
export function photographsOn(
  transaction: Transaction,
  caseIds: readonly string[],
  channel: string,
): Promise<Map<string, string>> {
  const kind = channelKind.safeParse(channel).data
  if (kind === undefined) return Promise.resolve(new Map())
  const audience: Audience = { purpose: 'report_to_givers', channel: kind }
  return pictureAddresses(transaction, caseIds, audience)
}

/**
 * The photographs that may stand in messages of a round, each allowed for the channel its reader is to be written to by. Writes
 * down which message has which, so that the sender can ask again; what is written anew carries the drawing.
 *
 * @param known as `photographed` answers for these cases
 */
export async function takePhotographs(
  transaction: Transaction,
  roundId: string,
  { wanted, known, channelOf }: TakenFrom,
): Promise<PhotographOf> {
  await dropEarlier(
    transaction,
    roundId,
    wanted.map(({ personId }) => personId),
  )
  const asked = wanted.flatMap((one) => {
    const channel = channelOf(one.personId)
    const pictureId = known.get(one.caseId)
    return channel && pictureId ? [{ ...one, channel, pictureId }] : []
  })
  const caseIds = asked.map(({ caseId }) => caseId)
  const byChannel = new Map<string, Map<string, string>>()
  for (const channel of new Set(asked.map((one) => one.channel)))
    byChannel.set(channel, await photographsOn(transaction, caseIds, channel))
  const addressOf = ({ channel, caseId }: { channel: string; caseId: string }) => byChannel.get(channel)?.get(caseId)
  const taken = await note(
    transaction,
    roundId,
    asked.filter((one) => addressOf(one) !== undefined),
  )
  const found = new Map(asked.filter((one) => taken.has(keyOf(one))).map((one) => [keyOf(one), addressOf(one)]))
  return (one) => found.get(keyOf(one))
}

interface TakenFrom {
  wanted: readonly PictureWanted[]
  known: ReadonlyMap<string, string>
  channelOf: (personId: string) => string | undefined
}

const keyOf = ({ personId, updateId }: Pick<PictureWanted, 'personId' | 'updateId'>) => `${personId} ${updateId}`

/** What some people were written in this round before, if anything, left with its photograph or not at all. */
async function dropEarlier(
  { db, organisationId }: Transaction,
  roundId: string,
  personIds: readonly string[],
): Promise<void> {
  await sql`
    update feedback_photographs set is_dropped = true
    where organisation_id = ${organisationId} and feedback_round_id = ${roundId}
      and person_id = any(${[...personIds]}::uuid[])`.execute(db)
}

/** Answers those that have not had one in this round. */
async function note(
  { db, organisationId }: Transaction,
  roundId: string,
  asked: readonly (PictureWanted & { channel: string; pictureId: string })[],
): Promise<Set<string>> {
  if (asked.length === 0) return new Set()
  const { rows } = await sql<{ personId: string; updateId: string }>`
    insert into feedback_photographs (organisation_id, feedback_round_id, person_id, update_id, case_picture_id, channel,
      is_dropped)
    select ${organisationId}::uuid, ${roundId}::uuid, one.*, false
    from unnest(${asked.map((one) => one.personId)}::uuid[], ${asked.map((one) => one.updateId)}::uuid[],
      ${asked.map((one) => one.pictureId)}::uuid[], ${asked.map((one) => one.channel)}::text[]) as one
    on conflict do nothing returning person_id as "personId", update_id as "updateId"`.execute(db)
  return new Set(rows.map(keyOf))
}
