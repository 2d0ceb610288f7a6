import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Command, Option } from 'commander'
import { importers, sealed } from './app.ts'
import { verifyLog } from './books/verify-log.ts'
import { changeSecret } from './change-secret.ts'
import { type ChannelKind, channelKinds } from './channels/adapter.ts'
import { inspect } from './channels/inspect.ts'
import { removeDemo } from './demo/remove.ts'
import { signInLines } from './demo/sign-ins.ts'
import { examine } from './doctor.ts'
import { openHouse } from './house.ts'
import { importFile } from './imports/import-file.ts'
import { importKinds } from './imports/importer.ts'
import { fetchPublished } from './log/published-files.ts'
import { rotateKey } from './log/rotate-key.ts'
import { monitorLog, verifyProof } from './log/terminal.ts'
import { resolveAddress } from './organisations/addresses.ts'
import { takeSecondFactorOffByOperator } from './organisations/second-factor-by-operator.ts'
import { Failure } from './platform/errors.ts'
import { languageFromTag } from './platform/http/language.ts'
import { problemOf } from './platform/http/problem.ts'
import { type Translate, Translator } from './platform/i18n/translator.ts'
import { listOrganisations, systemScope } from './platform/jobs/work.ts'
import { createLogger, describeError } from './platform/log.ts'
import type { Context, Scope } from './platform/scope.ts'
import { readSettings } from './platform/settings.ts'
import { serve, tellDemo } from './serve.ts'

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
  .action(() => withHouse(async () => say('The database is up to date.')))

program
  .command('import')
  .description(
    'bring in people, cases or orders from a CSV or XLSX file; a dry run unless --apply; never sends a message',
  )
  .argument('<kind>', importKinds.join(', '))
  .argument('<file>')
  .option('--apply', 'write what the dry run found good')
  .option('--organisation <slug>', 'needed when there are several')
  .action(async (kind: string, file: string, options: { apply?: boolean; organisation?: string }) =>
    withHouse(async (context) => {
      const t = await wordsOfTerminal()
      const scope = await chooseOrganisation(context, options.organisation)
      const bytes = await readGiven(file)
      const isDryRun = !options.apply
      const { counts } = await importFile(scope, importers, { kind, fileName: basename(file), bytes }, { isDryRun })
      for (const [verdict, count] of Object.entries(counts)) say(`${String(count).padStart(8)}  ${verdict}`)
      if (isDryRun) say(t('doctor:dryRun'))
    }),
  )

const demo = program.command('demo').description('the demo organisation; only with the embedded database')
demo
  .command('load')
  .description('tell the demo anew, for instance after it was removed')
  .action(() =>
    withHouse(async (context) => {
      await tellDemo(context, say)
      for (const line of await signInLines(context, 'en')) say(line)
    }),
  )
demo
  .command('remove')
  .description('take away the demo organisation with everything in it, and nothing else')
  .action(() =>
    withHouse(async (context) => {
      say((await removeDemo(context)) ? 'The demo is gone.' : 'There is no demo here.')
    }),
  )

const log = program.command('log').description('the public log')
log
  .command('verify')
  .description(
    'check a published log from outside: its key, signature, every entry, the sums, and that it continues a remembered checkpoint',
  )
  .argument('<url>', 'for instance https://give.example.org/log/morning-light, or a folder with its files')
  .argument('[remembered]', 'size.root.fingerprint from a thank-you or a receipt')
  .action(async (url: string, remembered: string | undefined) => {
    const holds = await verifyLog({
      url,
      ...(remembered ? { remembered } : {}),
      fetch: fetchPublished(fetch),
      t: await wordsOfTerminal(),
      say,
    })
    process.exitCode = holds ? 0 : 1
  })
log
  .command('monitor')
  .description(
    'watch a published log: that it only continues what was kept, and that others are shown the same; exits with 1 for a forgery, 2 when it cannot tell',
  )
  .argument('<url>', 'an address, a file: address or a folder')
  .option('--state <file>', 'where the last state is kept')
  .option('--fingerprint <fingerprint>', 'of the key, from a thank-you')
  .option('--against <url...>', 'other places to see it: a mirror, or …/witness/seen/<hash> of a witness')
  .option('--whole', 'recompute every entry, not only the new ones')
  .option('--every <seconds>', 'look again and again', Number)
  .action(async (address: string, { state, every, ...options }: MonitorOptions) => {
    const terminal = { fetch, t: await wordsOfTerminal(), say }
    for (;;) {
      const code = await monitorLog({ address, stateFile: state, ...options }, terminal)
      process.exitCode = process.exitCode === 1 ? 1 : code
      if (!every || every < 1) return
      say(terminal.t('log:monitor.next', { seconds: every }))
      await sleep(every * 1000)
    }
  })
log
  .command('verify-proof')
  .description('check a saved .tlog-proof file offline')
  .argument('<file>')
  .argument('<fingerprint>', 'of the key, from the thank-you or the receipt')
  .option('--witness <vkey...>', 'keys of witnesses you believe')
  .option('--quorum <count>', 'how many of them must have cosigned', Number)
  .option('--name <name>', 'as it was typed with the gift')
  .option('--link <link>', 'your own link, with what stands behind #')
  .action(async (file: string, fingerprint: string, { witness, ...options }: ProofOptions) => {
    const text = (await readGiven(file)).toString('utf8')
    const terminal = { t: await wordsOfTerminal(), say }
    process.exitCode = await verifyProof({ text, fingerprint, witnesses: witness, ...options }, terminal)
  })
log
  .command('rotate-key')
  .description('give the log a new key, announced by the old one')
  .option('--organisation <slug>', 'needed when there are several')
  .action(async ({ organisation }: { organisation?: string }) =>
    withHouse(async (context) => {
      const fingerprint = await rotateKey(await chooseOrganisation(context, organisation))
      say((await wordsOfTerminal())('log:rotated', { fingerprint }))
    }),
  )

program
  .command('secret')
  .description('the secret under which everything is sealed')
  .command('change')
  .description('seal everything under a new secret; can be stopped and run again')
  .action(async () => {
    const t = await wordsOfTerminal()
    const settings = readSettings(process.env)
    await changeSecret(settings, sealed, ({ name, count }) => say(t('secret:resealed', { name, count })))
    say(t('secret:changed'))
    say(t(settings.formerSecret === undefined ? 'secret:keptInFolder' : 'secret:removeFormer'))
  })

program
  .command('members')
  .description('those who work in an organisation')
  .command('second-factor-off')
  .description('take the second step off a member who lost phone and recovery codes, and sign them out everywhere')
  .argument('<email>', 'with which they sign in')
  .option('--organisation <slug>', 'needed when there are several')
  .action(async (email: string, { organisation }: { organisation?: string }) =>
    withHouse(async (context) => {
      const t = await wordsOfTerminal()
      const { name, organisations } = await takeSecondFactorOffByOperator(
        await chooseOrganisation(context, organisation),
        email,
      )
      say(t('organisations:secondFactorOff.done', { name }))
      say(t('organisations:secondFactorOff.said', { count: organisations }))
    }),
  )

program
  .command('doctor')
  .description('look at settings, database, clock and public URL, and say what to do')
  .action(async () => {
    const t = await wordsOfTerminal()
    let isWell = true
    for await (const { name, state, failure } of examine(process.env, { fetch, now: Date.now })) {
      isWell &&= state !== 'wrong'
      const told = failure && problemOf(failure, t, '')
      const mark = { well: '✓', wrong: '✗', unknown: '?' }[state]
      say(`${mark} ${t(`doctor:${name}`)}: ${told ? `${told.title}\n  ${told.remedy}` : t('doctor:well')}`)
    }
    if (isWell) say(t('doctor:sound'))
    process.exitCode = isWell ? 0 : 1
  })

program
  .command('channels')
  .description('the chat channels')
  .command('inspect')
  .description('show what a captured webhook means and what it is answered, as JSON; nothing is stored or sent')
  .addOption(new Option('--kind <kind>', 'the channel').choices([...channelKinds]).makeOptionMandatory())
  .requiredOption('--config <file>', 'the settings of the channel account, as JSON')
  .requiredOption('--request <file>', 'method, path, query, headers, and body or bodyBase64, as JSON')
  .action(async ({ kind, config, request }: { kind: ChannelKind; config: string; request: string }) => {
    const reception = await inspect(kind, await readJsonFile(config), await readJsonFile(request), new Date())
    say(JSON.stringify(reception, null, 2))
    process.exitCode = reception.accepted ? 0 : 1
  })

try {
  await program.parseAsync()
  // What is still open by now (an idle keep-alive, a timer) must not hold the process.
  process.exit()
} catch (error) {
  await explain(error)
  process.exit(1)
}

interface MonitorOptions {
  state?: string
  fingerprint?: string
  against?: string[]
  whole?: boolean
  every?: number
}

interface ProofOptions {
  witness?: string[]
  quorum?: number
  name?: string
  link?: string
}

/** Fails with `files.cannot-read`, which says the path as it was typed. */
async function readGiven(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch {
    throw new Failure('files.cannot-read', { file }, { kind: 'missing' })
  }
}

/** Fails with the code of `readGiven`, or `files.not-json`. */
async function readJsonFile(file: string): Promise<unknown> {
  const bytes = await readGiven(file)
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Failure('files.not-json', { file })
  }
}

/** Opens the house for one command; a running server may share its database. */
async function withHouse(work: (context: Context) => Promise<void>): Promise<void> {
  const house = await openHouse(readSettings(process.env), createLogger('warn'))
  try {
    await work(house.context)
  } finally {
    await house.close()
  }
}

/** The one organisation there is, or the one named. Fails with `organisations.choose-one`. */
async function chooseOrganisation(context: Context, slug: string | undefined): Promise<Scope> {
  const named = slug === undefined ? undefined : await resolveAddress(context, 'organisation', slug)
  const all = await listOrganisations(context)
  const chosen = named?.organisationId ?? (slug === undefined && all.length === 1 ? all[0] : undefined)
  if (!chosen) throw new Failure('organisations.choose-one', { count: all.length }, { field: 'organisation' })
  return systemScope(context, chosen, 'command line')
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
