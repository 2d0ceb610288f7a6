import { resolveAddress } from '../organisations/addresses.ts'
import { Failure } from '../platform/errors.ts'
import type { Request } from '../platform/http/api.ts'
import { problemOf } from '../platform/http/problem.ts'
import { systemScope } from '../platform/jobs/work.ts'
import { type ChatDoor, chatDoor } from './chat/chat-door.ts'
import { answerPage, frameOf } from './draw.ts'
import { type Host, readHost } from './host.ts'
import { ProblemPage, problems } from './problem-page.tsx'

/** An error as a page, for whoever came with a browser. It tells what to do, and never why inside the house. */
export async function drawProblem(request: Request, error: unknown): Promise<Response> {
  const { status, title, remedy } = problemOf(error, request.get('translate'), request.get('requestId'))
  const isGone = error instanceof Failure && error.code.startsWith('links.') && error.kind === 'gone'
  const owner = isGone ? await ownerOfLink(request).catch(() => undefined) : undefined
  const known = problems.find((each) => each === status && (status !== 410 || isGone))
  const page = (
    <ProblemPage
      frame={frameOf(request, owner?.host ?? null)}
      problem={known ?? { title, text: remedy }}
      {...(owner?.door && { chat: owner.door })}
    />
  )
  return answerPage(request, page, problemStatus(status))
}

/** Whose link it was that no longer opens: they can make a new one. */
async function ownerOfLink(request: Request): Promise<{ host: Host; door: ChatDoor | undefined } | undefined> {
  const context = request.get('context')
  const [, , token = ''] = new URL(request.req.url).pathname.split('/')
  const address = await resolveAddress(context, 'link', token)
  if (address === undefined) return undefined
  return systemScope(context, address.organisationId, 'problem page').transaction(async (transaction) => ({
    host: await readHost(transaction, request.get('language')),
    door: await chatDoor(transaction),
  }))
}

const statuses = [401, 403, 404, 409, 410, 422, 429, 500, 503] as const

function problemStatus(status: number): (typeof statuses)[number] {
  return statuses.find((each) => each === status) ?? 500
}
