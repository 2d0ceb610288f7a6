import { Command } from 'commander'
import { Failure } from './platform/errors.ts'
import { languageFromTag } from './platform/http/language.ts'
import { problemOf } from './platform/http/problem.ts'
import { Translator } from './platform/i18n/translator.ts'
import { createLogger, describeError } from './platform/log.ts'
import { readSettings } from './platform/settings.ts'
import { serve } from './serve.ts'

const say = (line: string) => console.log(line)

const program = new Command('riscontro').description(
  'Raise money, answer donors, report back to each of them, and let anyone check.',
)

program
  .command('serve', { isDefault: true })
  .description('run the web server and the workers')
  .action(() => serve(readSettings(process.env), say))

try {
  await program.parseAsync()
  // What is still open by now (an idle keep-alive, a timer) must not hold the process.
  process.exit()
} catch (error) {
  await explain(error)
  process.exit(1)
}

/** Says what went wrong and what to do, in the language of the terminal; details only for what we did not foresee. */
async function explain(error: unknown): Promise<void> {
  const translator = await Translator.load(() => {})
  const language = languageFromTag((process.env.LC_ALL ?? process.env.LANG ?? 'en').split('.')[0] ?? 'en') ?? 'en'
  const problem = problemOf(error, translator.in(language), '')
  console.error(`\n${problem.title}\n${problem.remedy}`)
  if (!(error instanceof Failure)) createLogger().error(describeError(error), 'Unexpected')
  else if (error.cause) createLogger().error(describeError(error), 'Cause')
}
