import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, listOf } from '../platform/http/openapi.ts'
import type { MergeParticipant } from './merge.ts'
import { acceptSuggestion, dismissSuggestion } from './settle-suggestion.ts'
import { matchedBy, type OpenSuggestion, openSuggestions, type SuggestedPerson } from './suggestion-lists.ts'

const suggestedPerson = z
  .object({
    id: z.uuid(),
    displayName: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    donorSince: z.iso.date().nullable(),
    createdAt: z.iso.datetime(),
    hasChat: z.boolean(),
  })
  .openapi('SuggestedPerson')

/** Who may be the same person as the one looked at. */
export const personSuggestion = suggestedPerson
  .omit({ id: true })
  .extend({
    personId: z.uuid(),
    matchedBy: z.enum(matchedBy),
    suggestedAt: z.iso.datetime(),
    /** Whether theirs is the record that stays when a member says yes. */
    isKept: z.boolean(),
  })
  .openapi('PersonSuggestion')

const suggestionItem = z
  .object({
    /** The newcomer. */
    person: suggestedPerson,
    /** Whose record stays when a member says yes. */
    other: suggestedPerson,
    matchedBy: z.enum(matchedBy),
    suggestedAt: z.iso.datetime(),
  })
  .openapi('PersonSuggestionItem')

const pair = idParameter.extend({ otherId: z.uuid() })

const listRoute = createRoute({
  method: 'get',
  path: '/api/person-suggestions',
  request: { query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }) },
  responses: answers(listOf(suggestionItem), 'Pairs that may be one person and wait for a member, the newest first'),
})

const acceptRoute = createRoute({
  method: 'post',
  path: '/api/people/{id}/suggestions/{otherId}/accept',
  request: { params: pair },
  responses: answers(idParameter, 'One person: the id of the record that stays'),
})

const dismissRoute = createRoute({
  method: 'post',
  path: '/api/people/{id}/suggestions/{otherId}/dismiss',
  request: { params: pair },
  responses: done('Two people, for good'),
})

/** Pairs that may be one person, and what a member says about them. */
export const suggestionRoutes = (merging: readonly MergeParticipant[]) =>
  newRouter()
    .openapi(listRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'people.read')
      const { limit } = request.req.valid('query')
      const open = await scope.transaction((transaction) => openSuggestions(transaction, { limit }))
      const items = open.map(({ person, other, suggestedAt, ...match }) => ({
        ...match,
        person: shownPerson(person),
        other: shownPerson(other),
        suggestedAt: suggestedAt.toISOString(),
      }))
      return request.json({ items, next: null }, 200)
    })
    .openapi(acceptRoute, async (request) => {
      const { id, otherId } = request.req.valid('param')
      return request.json({ id: await acceptSuggestion(scopeOf(request), id, otherId, merging) }, 200)
    })
    .openapi(dismissRoute, async (request) => {
      const { id, otherId } = request.req.valid('param')
      await dismissSuggestion(scopeOf(request), id, otherId)
      return request.body(null, 204)
    })

/** A suggestion as the page of one of the two shows it. */
export function shownSuggestion(ofId: string, { person, other, matchedBy, suggestedAt }: OpenSuggestion) {
  const isKept = other.id !== ofId
  const { id, ...theirs } = shownPerson(isKept ? other : person)
  return { ...theirs, personId: id, matchedBy, suggestedAt: suggestedAt.toISOString(), isKept }
}

function shownPerson({ createdAt, ...person }: SuggestedPerson) {
  return { ...person, createdAt: createdAt.toISOString() }
}
