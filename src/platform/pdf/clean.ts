import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { Failure } from '../errors.ts'
import { packageFolder } from '../package-folder.ts'
import type { RedrawnPdf } from './redraw.ts'

/** How long one file may take: a thousand pages take two seconds. */
const mostSeconds = 20

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('made'), bytes: z.instanceof(Uint8Array), isSigned: z.boolean() }),
  z.object({ kind: z.enum(['locked', 'too-much', 'broken']) }),
])

/** One after the other: each takes a processor and up to half a gigabyte of memory. */
let last: Promise<unknown> = Promise.resolve()

/**
 * A PDF made anew in a thread beside the server's, with nothing in it but what its pages show (`redrawPdf`). Bounded: 256 MiB of objects, 384 MiB
 * unpacked, 2,000 pages, 20 seconds. Fails, naming `field`, with `files.pdf-locked`, `files.pdf-unreadable`, `files.pdf-too-much`.
 */
export async function cleanPdf(bytes: Uint8Array, field: string): Promise<RedrawnPdf> {
  const mine = last.then(() => inThread(bytes))
  last = mine.catch(() => {})
  const answered = await mine
  if (answered.kind === 'made') return answered
  throw new Failure(codes[answered.kind], {}, { field })
}

const codes = {
  locked: 'files.pdf-locked',
  'too-much': 'files.pdf-too-much',
  broken: 'files.pdf-unreadable',
} as const

/** A thread takes a second file where none is new: what a library keeps of the files before must not grow for ever. */
const mostFiles = 50

let idle: { readonly thread: Worker; readonly files: number } | undefined

async function inThread(bytes: Uint8Array): Promise<z.output<typeof answer>> {
  const { thread, files } = idle ?? { thread: await start(), files: 0 }
  idle = undefined
  thread.ref()
  const watch = setTimeout(() => void thread.terminate(), mostSeconds * 1000)
  thread.postMessage(bytes)
  const ended = await answerOf(thread)
  clearTimeout(watch)
  thread.unref()
  if (ended.kind === 'made' && files + 1 < mostFiles) idle = { thread, files: files + 1 }
  else await thread.terminate()
  return ended
}

/** A thread that ends without an answer had no memory left, or no time. */
async function answerOf(thread: Worker): Promise<z.output<typeof answer>> {
  const over = new AbortController()
  const { signal } = over
  try {
    const ended = once(thread, 'exit', { signal }).then(() => [{ kind: 'too-much' }])
    const [message] = await Promise.race([once(thread, 'message', { signal }), ended])
    return answer.parse(message)
  } catch {
    return { kind: 'too-much' }
  } finally {
    over.abort()
  }
}

async function start(): Promise<Worker> {
  const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 8 }
  const thread = new Worker(await program(), { eval: true, resourceLimits, stdout: true, stderr: true })
  // Whoever waits for an answer hears of it; without a listener it would end the server.
  return thread.on('error', () => {})
}

let told: Promise<string> | undefined

/** What the thread runs: built with the server, and made on the spot where the server runs from its sources, as in tests. */
function program(): Promise<string> {
  told ??= import.meta.url.endsWith('.ts')
    ? fromSources()
    : readFile(join(packageFolder, 'dist', 'pdf-thread.cjs'), 'utf8')
  return told
}

async function fromSources(): Promise<string> {
  const { build } = await import('esbuild')
  const from = join(packageFolder, 'src', 'platform', 'pdf', 'thread.ts')
  const made = await build({ entryPoints: [from], bundle: true, platform: 'node', format: 'cjs', write: false })
  return made.outputFiles[0]?.text ?? ''
}
