import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, listOf, pageQuery, takes } from '../platform/http/openapi.ts'
import { isUuid } from '../platform/ids.ts'
import type { Scope } from '../platform/scope.ts'
import { erasureRoutes, shownErasure, type TellErasure, writeErasure } from './erasure-routes.ts'
import type { MergeParticipant } from './merge.ts'
import { languageSchema, normaliseEmail, normalisePhone } from './person.ts'
import { changePerson, getPerson, type PersonChange } from './persons.ts'
import { linkIdentityAsMember, readProfile, recordConsents } from './profile.ts'
import { countPeople, searchPeople } from './search.ts'
import { personSuggestion, shownSuggestion, suggestionRoutes } from './suggestion-routes.ts'
import { tagRoutes } from './tag-routes.ts'
import type { TagRenameParticipant } from './tag-words.ts'
import { tagWord } from './tags.ts'
import { peopleTimeline, readTimeline, type TimelineSource } from './timeline.ts'

const personItem = z
  .object({
    id: z.uuid(),
    displayName: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    language: z.string(),
    /** The day of the first gift; null for a prospect. */
    donorSince: z.iso.date().nullable(),
    createdAt: z.iso.datetime(),
  })
  .openapi('PersonItem')

const personDetail = personItem
  .extend({
    timeZone: z.string().nullable(),
    externalKey: z.string().nullable(),
    /** The person this record was joined to; lists and search leave it out. */
    mergedIntoId: z.uuid().nullable(),
    /** Set: everything that said who they are was erased then. */
    erasedAt: z.iso.datetime().nullable(),
    /** Their request to be erased, while it waits for its day. */
    erasure: shownErasure.nullable(),
    /** What members call them by. */
    tags: z.array(z.string()),
    /** Who may be the same person, for a member to settle. */
    suggestions: z.array(personSuggestion),
    /**
     * What goes to their e-mail address where no chat reaches them, though nobody proved whose it is; null without one. See `TypedState`.
     */
    typedState: z.enum(['open', 'asked', 'confirmed', 'closed']).nullable(),
    identities: z.array(
      z.object({
        id: z.uuid(),
        channelAccountId: z.uuid(),
        displayName: z.string().nullable(),
        state: z.string(),
        stateAt: z.iso.datetime().nullable(),
        proof: z.string().nullable(),
      }),
    ),
    consents: z.array(
      z.object({
        purpose: z.string(),
        channel: z.string(),
        granted: z.boolean(),
        source: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  })
  .openapi('Person')

const personChange = z
  .object({
    displayName: z.string().trim().min(1).max(200).optional(),
    language: languageSchema.optional(),
    email: z.string().max(254).nullable().optional(),
    phone: z.string().max(40).nullable().optional(),
    timeZone: z.string().max(60).nullable().optional(),
  })
  .openapi('PersonChange')

const consentWords = z
  .object({
    consents: z
      .array(
        z.object({
          purpose: z.enum(['feedback', 'appeals']),
          /** A channel kind, or `all`. */
          channel: z.string().min(1).max(40),
          granted: z.boolean(),
        }),
      )
      .min(1),
  })
  .openapi('ConsentWords')

const timelineEntry = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    kind: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
  })
  .openapi('TimelineEntry')

const listRoute = createRoute({
  method: 'get',
  path: '/api/people',
  request: { query: pageQuery.extend({ query: z.string().max(200).default(''), tag: tagWord.optional() }) },
  responses: answers(
    listOf(personItem),
    'People by any part of their name, e-mail or phone, and by a tag, newest first',
  ),
})

const countRoute = createRoute({
  method: 'get',
  path: '/api/people/count',
  request: { query: z.object({ query: z.string().max(200).default(''), tag: tagWord.optional() }) },
  responses: answers(z.object({ people: z.number() }), 'How many people a search finds'),
})

const readRoute = createRoute({
  method: 'get',
  path: '/api/people/{id}',
  request: { params: idParameter },
  responses: answers(personDetail, 'The person, their chat accounts and consents'),
})

const timelineRoute = createRoute({
  method: 'get',
  path: '/api/people/{id}/timeline',
  request: { params: idParameter, query: pageQuery },
  responses: answers(listOf(timelineEntry), 'Everything between the person and the organisation, newest first'),
})

const changeRoute = createRoute({
  method: 'patch',
  path: '/api/people/{id}',
  request: { params: idParameter, ...takes(personChange) },
  responses: done('Changed'),
})

const consentsRoute = createRoute({
  method: 'put',
  path: '/api/people/{id}/consents',
  request: { params: idParameter, ...takes(consentWords) },
  responses: done('Recorded'),
})

const linkRoute = createRoute({
  method: 'post',
  path: '/api/people/{id}/identities/{identityId}/link',
  request: { params: idParameter.extend({ identityId: z.uuid() }) },
  responses: done('The chat account is theirs now'),
})

/** People, what they agreed to, and their story as the other features tell it. `merging` moves what higher floors keep of them; `tellErasure` writes to whoever is to be erased; of `renaming` see `tagRoutes`. */
export const peopleRoutes = (
  timeline: readonly TimelineSource[],
  merging: readonly MergeParticipant[] = [],
  tellErasure: TellErasure = async () => undefined,
  renaming: readonly TagRenameParticipant[] = [],
) =>
  newRouter()
    .route('/', suggestionRoutes(merging))
    .route('/', erasureRoutes(tellErasure))
    .route('/', tagRoutes(renaming))
    .openapi(listRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'people.read')
      const { query, tag, cursor, limit } = request.req.valid('query')
      const after = readCursor(cursor)
      const found = await scope.transaction((transaction) =>
        searchPeople(transaction, query, limit + 1, {
          tag,
          after: after && { createdAt: after.at, personId: after.id },
        }),
      )
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      const items = page.map(({ personId, createdAt, ...person }) => ({
        ...person,
        id: personId,
        createdAt: createdAt.toISOString(),
      }))
      return request.json({ items, next: last ? writeCursor({ at: last.createdAt, id: last.personId }) : null }, 200)
    })
    .openapi(countRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'people.read')
      const { query, tag } = request.req.valid('query')
      return request.json({ people: await scope.transaction((tx) => countPeople(tx, query, tag)) }, 200)
    })
    .openapi(readRoute, async (request) =>
      request.json(shownProfile(await readProfile(scopeOf(request), request.req.valid('param').id)), 200),
    )
    .openapi(timelineRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'people.read')
      const { cursor, limit } = request.req.valid('query')
      const after = readCursor(cursor)
      const { id } = request.req.valid('param')
      const entries = await scope.transaction(async (transaction) => {
        await getPerson(transaction, id)
        const sources = [...peopleTimeline, ...timeline]
        return readTimeline(transaction, sources, id, { limit: limit + 1, ...(after ? { after } : {}) })
      })
      const page = entries.slice(0, limit)
      const last = entries.length > limit ? page.at(-1) : undefined
      const items = page.map(({ at, subject, ...entry }) => ({
        ...entry,
        at: at.toISOString(),
        subject: subject ?? null,
      }))
      return request.json({ items, next: last ? writeCursor(last) : null }, 200)
    })
    .openapi(changeRoute, async (request) => {
      const scope = scopeOf(request)
      const change = await normalise(scope, request.req.valid('json'))
      await changePerson(scope, request.req.valid('param').id, change)
      return request.body(null, 204)
    })
    .openapi(consentsRoute, async (request) => {
      await recordConsents(scopeOf(request), request.req.valid('param').id, request.req.valid('json').consents)
      return request.body(null, 204)
    })
    .openapi(linkRoute, async (request) => {
      const { id, identityId } = request.req.valid('param')
      await linkIdentityAsMember(scopeOf(request), id, identityId)
      return request.body(null, 204)
    })

function shownProfile(profile: Awaited<ReturnType<typeof readProfile>>) {
  const { person, identities, consents, suggestions, erasure, typedState, tags } = profile
  return {
    typedState,
    tags,
    id: person.person_id,
    displayName: person.display_name,
    email: person.email,
    phone: person.phone,
    language: person.language,
    timeZone: person.time_zone,
    externalKey: person.external_key,
    donorSince: person.donor_since,
    createdAt: person.created_at.toISOString(),
    mergedIntoId: person.merged_into_id,
    erasedAt: person.erased_at?.toISOString() ?? null,
    erasure: erasure ? writeErasure(erasure) : null,
    suggestions: suggestions.map((one) => shownSuggestion(person.person_id, one)),
    identities: identities.map((one) => ({ ...one, stateAt: one.stateAt?.toISOString() ?? null })),
    consents: consents.map((one) => ({ ...one, at: one.at.toISOString() })),
  }
}

/** Typed addresses in the spelling we keep. Fails with `people.email-invalid`, `people.phone-invalid`. */
async function normalise(scope: Scope, change: z.infer<typeof personChange>): Promise<PersonChange> {
  const { email, phone, ...rest } = change
  const country = phone ? await countryOf(scope) : ''
  const normalEmail = email ? normaliseEmail(email) : email
  const normalPhone = phone ? normalisePhone(phone, country) : phone
  if (email && !normalEmail) throw new Failure('people.email-invalid', {}, { field: 'email' })
  if (phone && !normalPhone) throw new Failure('people.phone-invalid', {}, { field: 'phone' })
  return {
    ...rest,
    ...(email === undefined ? {} : { email: normalEmail || null }),
    ...(phone === undefined ? {} : { phone: normalPhone || null }),
  }
}

function countryOf(scope: Scope): Promise<string> {
  return scope.transaction(async ({ db, organisationId }) => {
    const { country } = await db
      .selectFrom('organisations')
      .where('organisation_id', '=', organisationId)
      .select('country')
      .executeTakeFirstOrThrow()
    return country
  })
}

function writeCursor({ at, id }: { at: Date; id: string }): string {
  return `${at.toISOString()}~${id}`
}

function readCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [at = '', id = ''] = cursor.split('~')
  if (!isUuid(id) || Number.isNaN(Date.parse(at))) {
    throw new Failure('people.cursor-invalid', {}, { field: 'cursor' })
  }
  return { at: new Date(at), id }
}
