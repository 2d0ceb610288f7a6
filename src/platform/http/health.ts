import { Hono } from 'hono'
import { sql } from 'kysely'
import type { Environment } from './api.ts'

/** `/healthz`: the process answers. `/readyz`: so does its database. For load balancers and the operator's own eyes. */
export const healthRoutes = new Hono<Environment>()
  .get('/healthz', (request) => request.json({ status: 'ok' }))
  .get('/readyz', async (request) => {
    try {
      await sql`select 1`.execute(request.get('context').databases.app)
      return request.json({ status: 'ok' })
    } catch {
      return request.json({ status: 'unavailable', waitingFor: 'database' }, 503)
    }
  })
