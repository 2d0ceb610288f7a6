import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { channelKinds } from '../channels/exported.ts'
import { event } from '../platform/jobs/event.ts'

/** What can be told of a child. `age` is the band, `story` a member's own words, `picture` a photograph; drawings need nothing. */
export const tellableFields = ['pseudonym', 'first_name', 'region', 'age', 'condition', 'picture', 'story'] as const
export type TellableField = (typeof tellableFields)[number]

/** What for. */
export const purposes = ['report_to_givers', 'public_page', 'appeal'] as const
export type Purpose = (typeof purposes)[number]

/** Through what: chats and mail, our own pages (`page`), files and feeds for giving platforms (`file`), or all of them (`any`). */
export const consentChannels = ['any', ...channelKinds, 'page', 'file'] as const
export type ConsentChannel = (typeof consentChannels)[number]

/** Who signed. `self` is a grown-up who is helped. */
export const relations = ['mother', 'father', 'grandparent', 'guardian', 'self', 'other'] as const

/** Before whom something would be told. `somewhere` asks whether any channel at all may. */
export interface Audience {
  readonly purpose: Purpose
  readonly channel: Exclude<ConsentChannel, 'any'> | 'somewhere'
}

/** The page of whoever gave, behind their own link. */
export const giversPage: Audience = { purpose: 'report_to_givers', channel: 'page' }

/** One field allowed for one purpose, through one channel or `any`. */
export const grant = z.object({
  field: z.enum(tellableFields),
  purpose: z.enum(purposes),
  channel: z.enum(consentChannels).default('any'),
})
export type Grant = z.output<typeof grant>

/** What may be told of a case: the usual while nobody was asked, what was allowed, or, once every consent has ended, its pseudonym. */
export type ConsentScope =
  | { readonly state: 'none' }
  | { readonly state: 'standing'; readonly grants: readonly Grant[]; readonly firstName: string | null }
  | { readonly state: 'ended' }

/** What is told of a case without a record: decision 0021. */
export const usualFields: readonly TellableField[] = ['pseudonym', 'region', 'age', 'condition', 'story']

/** Whether a field may be told to an audience. The pseudonym of an ended consent stays with whoever has it; nothing new is told. */
export function mayShow(scope: ConsentScope, field: TellableField, { purpose, channel }: Audience): boolean {
  if (scope.state === 'none') return usualFields.includes(field)
  if (scope.state === 'ended') return false
  return scope.grants.some(
    (one) =>
      one.field === field &&
      one.purpose === purpose &&
      (one.channel === 'any' || one.channel === channel || channel === 'somewhere'),
  )
}

/** The consent of a case ended, or allows other things than before: whoever has something to say about it must ask again. */
export const consentEnded = event('case.consent-ended', z.object({ caseId: z.uuid() }))

/**
 * SQL: whether an update `u` of a case `c` tells nothing beyond consent: nothing was withdrawn since it was approved, and all
 * it tells stands in a consent for this audience. A case nobody was asked about is told as usual.
 *
 * @param today the day where the organisation is; without it a consent holds until the sweep has ended it
 */
export function consentCovers({ purpose, channel }: Audience, today?: RawBuilder<unknown>): RawBuilder<boolean> {
  return covers(purpose, channel === 'somewhere' ? null : sql`${channel}::text`, today)
}

/** SQL: the day it is at a moment where the organisation of a case `c` is. */
export function dayWhereCase(now: Date): RawBuilder<unknown> {
  return sql`(${now}::timestamptz at time zone
    (select h.time_zone from organisations h where h.organisation_id = c.organisation_id))::date`
}

/** `consentCovers` for a channel that is a column. */
export function consentCoversIn(
  purpose: Purpose,
  channel: RawBuilder<unknown>,
  today?: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return covers(purpose, channel, today)
}

function covers(
  purpose: Purpose,
  channel: RawBuilder<unknown> | null,
  today: RawBuilder<unknown> | undefined,
): RawBuilder<boolean> {
  return sql<boolean>`(not exists (select from case_consents k
      where k.organisation_id = c.organisation_id and k.case_id = c.case_id)
    or not exists (select from case_consents k
        join case_consent_ends e on e.organisation_id = k.organisation_id and e.case_consent_id = k.case_consent_id
        where k.organisation_id = c.organisation_id and k.case_id = c.case_id
          and e.kind = 'withdrawn' and e.at >= u.approved_at)
      and not exists (select from unnest(u.tells) as told (field) where not exists (select from case_consents k
        join case_consent_scopes s on s.organisation_id = k.organisation_id and s.case_consent_id = k.case_consent_id
        where k.organisation_id = c.organisation_id and k.case_id = c.case_id and s.field = told.field
          and s.purpose = ${purpose} ${channel === null ? sql`` : sql`and s.channel in ('any', ${channel})`}
          ${today === undefined ? sql`` : sql`and k.expires_on >= ${today}`}
          and not exists (select from case_consent_ends e where e.organisation_id = k.organisation_id
            and e.case_consent_id = k.case_consent_id))))`
}
