import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, made, takes } from '../platform/http/openapi.ts'
import { isUndoable, newTagRun, readTagRun, startTagRun, type TagRun, tagRunStates, undoTagRun } from './tag-runs.ts'
import { removeTag, renameTag, type TagRenameParticipant } from './tag-words.ts'
import { listTags, mostTags, setTags, tagWord } from './tags.ts'

const tagsInUse = z
  .object({ items: z.array(z.object({ tag: z.string(), people: z.number() }).openapi('TagInUse')) })
  .openapi('TagsInUse')

const personTags = z.object({ tags: z.array(tagWord).max(mostTags) }).openapi('PersonTags')

const people = z.object({ people: z.number() })

const shownRun = z
  .object({
    id: z.uuid(),
    deed: z.enum(['give', 'take']),
    tags: z.array(z.string()),
    state: z.enum(tagRunStates),
    /** Counted when it began. */
    people: z.number(),
    done: z.number(),
    changed: z.number(),
    /** Who would bear more tags than anybody may, and was given none. */
    full: z.number(),
    isUndoable: z.boolean(),
  })
  .openapi('TagRun')

const listRoute = createRoute({
  method: 'get',
  path: '/api/tags',
  responses: answers(tagsInUse, 'Every tag somebody bears, and how many do'),
})

const setRoute = createRoute({
  method: 'put',
  path: '/api/people/{id}/tags',
  request: { params: idParameter, ...takes(personTags) },
  responses: done('These tags, and no others'),
})

const renameRoute = createRoute({
  method: 'post',
  path: '/api/tags/rename',
  request: takes(z.object({ from: tagWord, to: tagWord, merge: z.boolean().default(false) }).openapi('TagRename')),
  responses: answers(
    people,
    'How many people it is called otherwise for; with `merge` it may become one with another tag',
  ),
})

const removeRoute = createRoute({
  method: 'post',
  path: '/api/tags/remove',
  request: takes(z.object({ tag: tagWord })),
  responses: answers(people, 'How many people it was taken from'),
})

const startRoute = createRoute({
  method: 'post',
  path: '/api/tag-runs',
  request: takes(newTagRun),
  responses: { 201: made },
})

const runRoute = createRoute({
  method: 'get',
  path: '/api/tag-runs/{id}',
  request: { params: idParameter },
  responses: answers(shownRun, 'Tags given to or taken from many, and how far that is'),
})

const undoRoute = createRoute({
  method: 'post',
  path: '/api/tag-runs/{id}/undo',
  request: { params: idParameter },
  responses: done('What it did is being taken back, and nothing that was done since'),
})

/** The words members call people by. `renaming`: what higher floors keep by a word follows. */
export const tagRoutes = (renaming: readonly TagRenameParticipant[]) =>
  newRouter()
    .openapi(listRoute, async (request) => request.json({ items: [...(await listTags(scopeOf(request)))] }, 200))
    .openapi(setRoute, async (request) => {
      await setTags(scopeOf(request), request.req.valid('param').id, request.req.valid('json').tags)
      return request.body(null, 204)
    })
    .openapi(renameRoute, async (request) =>
      request.json({ people: await renameTag(scopeOf(request), request.req.valid('json'), renaming) }, 200),
    )
    .openapi(removeRoute, async (request) =>
      request.json({ people: await removeTag(scopeOf(request), request.req.valid('json').tag) }, 200),
    )
    .openapi(startRoute, async (request) =>
      request.json({ id: await startTagRun(scopeOf(request), request.req.valid('json')) }, 201),
    )
    .openapi(runRoute, async (request) => {
      const scope = scopeOf(request)
      permit(scope, 'people.read')
      const { id } = request.req.valid('param')
      const shown = await scope.transaction(async (tx) => writeRun(await readTagRun(tx, id), tx.now))
      return request.json(shown, 200)
    })
    .openapi(undoRoute, async (request) => {
      await undoTagRun(scopeOf(request), request.req.valid('param').id)
      return request.body(null, 204)
    })

function writeRun(run: TagRun, now: Date): z.infer<typeof shownRun> {
  const { tagRunId, deed, tags, state, total, done, changed, full } = run
  return { id: tagRunId, deed, tags, state, people: total, done, changed, full, isUndoable: isUndoable(run, now) }
}
