import i18next from 'i18next'
import { Failure } from '../../../src/platform/errors.ts'
import { Problem, type ProblemDetails } from './client.ts'

/** What is said beside a field that was left empty. */
export function requiredProblem(field: string): Problem {
  const [title, remedy] = [i18next.t('problems.required.title'), i18next.t('problems.required.remedy')]
  return new Problem({ code: 'required', status: 422, field, title, remedy })
}

/** Any thrown thing as problem details: the API's own words, a rule of ours checked here, or "unexpected". */
export async function problemOf(error: unknown): Promise<ProblemDetails> {
  if (error instanceof Problem) return error.details
  if (error instanceof Failure && error.code.startsWith('money.')) {
    await i18next.loadNamespaces('failures.money')
    const key = `failures.money:${error.code.slice('money.'.length)}`
    const { code, facts, field } = error
    return {
      code,
      status: 422,
      field,
      title: i18next.t(`${key}.title`, facts),
      remedy: i18next.t(`${key}.remedy`, facts),
    }
  }
  return {
    code: 'unexpected',
    status: 500,
    title: i18next.t('problems.unexpected.title'),
    remedy: i18next.t('problems.unexpected.remedy'),
  }
}
