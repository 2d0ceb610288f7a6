import { parentPort } from 'node:worker_threads'
import { redrawPdf } from './redraw.ts'

/** All the bytes that may be reserved for one file, at once or one after the other: decoders double what they hold as it grows. */
const mostBytes = 384 * 1024 * 1024

// The heap of a thread can be bounded from outside, typed arrays cannot: here, and only here, they count what they take.
let reserved = 0
globalThis.Uint8Array = new Proxy(Uint8Array, {
  construct(array, given: unknown[]) {
    if (typeof given[0] === 'number') reserved += given[0]
    if (reserved > mostBytes) throw new RangeError('This file unpacks to too much')
    return Reflect.construct(array, given)
  },
})

parentPort?.on('message', (bytes: Uint8Array) => {
  reserved = 0
  redrawPdf(bytes).then(
    (made) => parentPort?.postMessage({ kind: 'made', ...made }),
    (error) => parentPort?.postMessage({ kind: kindOf(error) }),
  )
})

function kindOf(error: unknown): 'locked' | 'too-much' | 'broken' {
  if (error instanceof RangeError) return 'too-much'
  return error instanceof Error && /password|encrypt/i.test(`${error.name} ${error.message}`) ? 'locked' : 'broken'
}
