import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Language } from '../platform/languages.ts'
import type { Context } from '../platform/scope.ts'
import type { SignIn } from './members.ts'

const duties = ['owner', 'officer', 'approver', 'finance', 'agent', 'fundraiser'] as const
const kept = z.array(z.object({ duty: z.enum(duties), email: z.string(), password: z.string() }))

type Place = Pick<Context, 'settings'>

/** Keeps the demo's passwords in the data folder, readable by its owner only; the database has their hashes. */
export async function keepSignIns(context: Place, signIns: readonly SignIn[]): Promise<void> {
  await writeFile(signInsPath(context), JSON.stringify(signIns, undefined, 2), { mode: 0o600 })
  // The mode above counts only for a file that was not there.
  await chmod(signInsPath(context), 0o600)
}

/** With what to sign in to the demo; none when there is no demo or its passwords were lost. */
export async function demoSignIns(context: Place): Promise<SignIn[]> {
  const text = await readFile(signInsPath(context), 'utf8').catch(() => '[]')
  return kept.catch([]).parse(JSON.parse(text))
}

/** The lines a terminal shows at the start of an embedded demo; none without a demo. */
export async function signInLines(context: Context, language: Language): Promise<string[]> {
  const signIns = await demoSignIns(context)
  if (signIns.length === 0) return []
  const t = context.translator.in(language)
  const { publicUrl } = context.settings
  return [
    t('demo:terminal.phone', { url: `${publicUrl}/sandbox` }),
    t('demo:terminal.signIns', { url: `${publicUrl}/desk` }),
    ...signIns.map(({ duty, email, password }) => `  ${email}  ${password}  ${t(`demo:roles.${duty}`)}`),
  ]
}

/** Throws the passwords away, and remembers that the demo is not wanted. */
export async function noteRemoval(context: Place): Promise<void> {
  await rm(signInsPath(context), { force: true })
  await writeFile(removalPath(context), '')
}

/** Whether the demo was removed on purpose: then no later start brings it back. */
export async function wasRemoved(context: Place): Promise<boolean> {
  return readFile(removalPath(context)).then(
    () => true,
    () => false,
  )
}

/** The demo was asked for again. */
export async function forgetRemoval(context: Place): Promise<void> {
  await rm(removalPath(context), { force: true })
}

function signInsPath({ settings }: Place): string {
  return join(settings.dataFolder, 'demo-sign-ins.json')
}

function removalPath({ settings }: Place): string {
  return join(settings.dataFolder, 'demo-removed')
}
