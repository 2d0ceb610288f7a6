import { pino } from 'pino'
import { Failure } from './errors.ts'

/** Structured lines for operators. Ids and codes only: never a name, a message, an address, an amount tied to a person, a secret. */
export interface Logger {
  info(facts: object, sentence: string): void
  warn(facts: object, sentence: string): void
  error(facts: object, sentence: string): void
}

/** JSON lines on standard error, so that standard output stays for words to people. */
export function createLogger(level: 'info' | 'warn' | 'error' | 'silent' = 'info'): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
}

/** What may be logged of a thrown thing: a Failure's code and facts; of anything else its class and first stack lines, without its message's values. */
export function describeError(error: unknown): object {
  if (error instanceof Failure)
    return { code: error.code, facts: error.facts, cause: error.cause ? describeError(error.cause) : undefined }
  if (!(error instanceof Error)) return { thrown: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    error: error.name,
    code,
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 6)
      .map((line) => line.trim()),
  }
}
