import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { v4 } from 'uuid'
import { Failure } from '../errors.ts'
import { describeError } from '../log.ts'
import type { Context } from '../scope.ts'
import { type Environment, newRouter, type Request } from './api.ts'
import { readLanguage } from './language.ts'
import { problemOf, statusOf } from './problem.ts'
import { secureHeaders } from './security.ts'

/** How an error looks to a reader of pages; the API always answers problem details. */
export type DrawProblem = (request: Request, error: unknown) => Response | Promise<Response>

/** The outermost layer: a request id, the reader's language, safe headers, and every error in words. */
export function newEdge(context: Context, drawProblem: DrawProblem) {
  const edge = newRouter()
  edge.use(
    createMiddleware<Environment>(async (request, next) => {
      request.set('context', context)
      request.set('requestId', v4())
      request.set('scope', undefined)
      await next()
      request.res.headers.set('x-request-id', request.get('requestId'))
    }),
  )
  edge.use(secureHeaders)
  edge.use(readLanguage)
  edge.notFound((request) => answer(request, new Failure('request.missing', {}, { kind: 'missing' }), drawProblem))
  edge.onError((error, request) => answer(request, error, drawProblem))
  return edge
}

function answer(request: Request, thrown: unknown, drawProblem: DrawProblem): Response | Promise<Response> {
  const error = unreadable(thrown) ?? thrown
  const isOurs = error instanceof Failure
  if (!isOurs || statusOf[error.kind] >= 500) {
    request
      .get('context')
      .log.error(
        { requestId: request.get('requestId'), path: routeOf(request), ...describeError(error) },
        'A request failed',
      )
  }
  if (wantsPage(request)) return drawProblem(request, error)
  const problem = problemOf(error, request.get('translate'), request.get('requestId'))
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json' },
  })
}

/** What is no fault of ours though nobody foresaw it: a body that cannot be parsed, a text PostgreSQL cannot keep (22021). */
function unreadable(error: unknown): Failure | undefined {
  if (error instanceof HTTPException && error.status < 500)
    return new Failure('request.unreadable', {}, { cause: error })
  const isUnkept = error instanceof Error && 'code' in error && error.code === '22021'
  return isUnkept ? new Failure('request.unusable-characters') : undefined
}

// Only the first segment: the rest may be a token.
function routeOf(request: Request): string {
  return `/${new URL(request.req.url).pathname.split('/')[1] ?? ''}`
}

function wantsPage(request: Request): boolean {
  const path = new URL(request.req.url).pathname
  return !/^\/(api|hooks|chat|log)\//.test(path) && (request.req.header('accept') ?? '').includes('text/html')
}
