import { Hono } from 'hono'
import { resolveAddress } from '../organisations/addresses.ts'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import { limitRate } from '../platform/http/rate.ts'
import { limitBody } from '../platform/http/security.ts'
import { systemScope } from '../platform/jobs/work.ts'
import type { Scope } from '../platform/scope.ts'
import { writeWitnessKey } from '../proofs/cosignature.ts'
import { addCheckpoint, type WitnessAnswer } from './add-checkpoint.ts'
import { witnessSigner } from './witness-key.ts'
import { seenOf } from './witnessed.ts'

/**
 * An organisation as a witness of other logs: `POST /log/<organisation>/witness/add-checkpoint` as c2sp.org/tlog-witness says,
 * `/witness/key` its verifier key, and `/witness/seen/<SHA-256 of the origin, in hex>/checkpoint` the last checkpoint it cosigned,
 * for whoever compares what they were shown with what the witness was.
 */
export const witnessRoutes = new Hono<Environment>()
  .post('/log/:organisation/witness/add-checkpoint', limitRate('witness', 300, 60), limitBody(1), async (request) =>
    told(request, await addCheckpoint(await witnessScope(request), await request.req.text())),
  )
  .get('/log/:organisation/witness/key', async (request) => {
    const scope = await witnessScope(request)
    return request.text(`${writeWitnessKey(await scope.transaction(witnessSigner))}\n`)
  })
  .get('/log/:organisation/witness/seen/:hash/checkpoint', async (request) => {
    const note = await seenOf(await witnessScope(request), request.req.param('hash'))
    if (note === undefined) throw missing()
    request.header('cache-control', 'no-cache')
    return request.text(note)
  })

function told(request: Request, answer: WitnessAnswer): Response {
  if (answer.status === 200) return request.text(answer.lines)
  if (answer.status !== 409) return request.body(null, answer.status)
  return request.body(`${answer.size}\n`, 409, { 'content-type': 'text/x.tlog.size' })
}

async function witnessScope(request: Request): Promise<Scope> {
  const context = request.get('context')
  const address = await resolveAddress(context, 'organisation', request.req.param('organisation') ?? '')
  if (!address) throw missing()
  return systemScope(context, address.organisationId, 'witness')
}

function missing(): Failure {
  return new Failure('request.missing', {}, { kind: 'missing' })
}
