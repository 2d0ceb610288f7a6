import { Command } from 'commander'
import { examine } from './doctor.ts'
import { openHouse } from './house.ts'
import { Failure } from './platform/errors.ts'
import { languageFromTag } from './platform/http/language.ts'
import { problemOf } from './platform/http/problem.ts'
import { type Translate, Translator } from './platform/i18n/translator.ts'
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
  .action(() => serve(readSettings(process.env), { web: true, work: true }, say))

program
  .command('work')
  .description('run workers only, beside servers that run elsewhere')
  .action(() => serve(readSettings(process.env), { web: false, work: true }, say))

program
  .command('migrate')
  .description('bring the database up to date and end')
  .action(async () => {
    const house = await openHouse(readSettings(process.env), createLogger())
    await house.close()
    say('The database is up to date.')
  })

program
  .command('doctor')
  .description('look at settings, database, clock and public URL, and say what to do')
  .action(async () => {
    const t = await wordsOfTerminal()
    let isWell = true
    for await (const { name, failure } of examine(process.env, createLogger('silent'))) {
      isWell &&= failure === undefined
      if (!failure) {
        say(`✓ ${t(`doctor:${name}`)}: ${t('doctor:well')}`)
        continue
      }
      const problem = problemOf(failure, t, '')
      say(`✗ ${t(`doctor:${name}`)}: ${problem.title}\n  ${problem.remedy}`)
    }
    if (isWell) say(t('doctor:sound'))
    process.exitCode = isWell ? 0 : 1
  })

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
  const problem = problemOf(error, await wordsOfTerminal(), '')
  console.error(`\n${problem.title}\n${problem.remedy}`)
  if (!(error instanceof Failure)) createLogger().error(describeError(error), 'Unexpected')
  else if (error.cause) createLogger().error(describeError(error), 'Cause')
}

async function wordsOfTerminal(): Promise<Translate> {
  const translator = await Translator.load(() => {})
  const [tag = ''] = (process.env.LC_ALL || process.env.LANG || 'en').split('.')
  return translator.in(languageFromTag(tag) ?? 'en')
}
