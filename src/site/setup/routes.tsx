import { needsSetUp, setUp } from '../../organisations/set-up.ts'
import { Failure } from '../../platform/errors.ts'
import { newRouter, type Request } from '../../platform/http/api.ts'
import { problemOf, statusOf } from '../../platform/http/problem.ts'
import { limitRate } from '../../platform/http/rate.ts'
import { limitBody } from '../../platform/http/security.ts'
import { answerPage, frameOf } from '../draw.ts'
import { inARow, siteWords } from '../words.ts'
import { readSetUp, setUpField, setUpFields, type TypedSetUp } from './form.ts'
import { SetUpPage, type SetUpView } from './page.tsx'

/** `/setup`: open until the first organisation is founded, then gone. */
export function setUpRoutes() {
  const router = newRouter()
  router.get('/setup', async (request) => {
    if (!(await needsSetUp(request.get('context')))) return request.redirect('/desk/', 303)
    return draw(request, { typed: {}, errors: {} })
  })
  router.post('/setup', limitRate('setup', 20, 60), limitBody(1), async (request) => {
    const typed = await readTyped(request)
    const t = siteWords(request.get('translate'))
    const read = readSetUp(typed, request.get('language'))
    if (!read.success) {
      const wrong = read.error.issues.map(({ path }) => {
        const field = setUpField(path.join('.'))
        return [field, t((typed[field] ?? '').trim() === '' ? 'setup.missing' : 'setup.wrong')] as const
      })
      return draw(request, { typed, errors: Object.fromEntries(wrong) }, 422)
    }
    try {
      await setUp(request.get('context'), read.data)
      return request.redirect('/desk/', 303)
    } catch (error) {
      if (!(error instanceof Failure) || error.field === undefined) throw error
      const { title, remedy } = problemOf(error, request.get('translate'), '')
      const errors = { [setUpField(error.field)]: inARow(request.get('language'), title, remedy) }
      return draw(request, { typed, errors }, statusOf[error.kind])
    }
  })
  return router
}

function draw(request: Request, form: SetUpView, status: 200 | (typeof statusOf)['invalid'] = 200): Promise<Response> {
  return answerPage(request, <SetUpPage frame={frameOf(request, null)} form={form} />, status)
}

async function readTyped(request: Request): Promise<TypedSetUp> {
  const sent = await request.req.parseBody()
  return Object.fromEntries(
    setUpFields.flatMap((field) => {
      const value = sent[field]
      return typeof value === 'string' ? [[field, value.slice(0, 500)]] : []
    }),
  )
}
