import { existsSync } from 'node:fs'
import { build } from 'esbuild'

/** Where a system keeps its Chromium; `CHROMIUM` says another place. */
const executable = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
)

/** How often each proof is checked: of two hundred checks the hundredth part is two, and says how two of them fared. */
const rounds = 10

/**
 * How long a browser takes to check saved proofs with the verifier as it is published: milliseconds of each check, the first one
 * first, on a page without a server. Undefined where the machine has no browser.
 */
export async function checkInBrowser(proofs: readonly string[], fingerprint: string): Promise<number[] | undefined> {
  if (executable === undefined) return undefined
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
    await page.goto('https://verifier.example/')
    await page.addScriptTag({ content: await verifier() })
    return await page.evaluate(`(async () => {
      const took = []
      const proofs = ${JSON.stringify(proofs)}
      for (let index = 0; index < proofs.length * ${rounds}; index += 1) {
        const proof = proofs[index % proofs.length]
        const began = performance.now()
        const proven = await verifier.openSavedProof(proof, { fingerprint: ${JSON.stringify(fingerprint)} })
        took.push(performance.now() - began)
        if (proven === undefined) throw new Error('a proof does not hold')
      }
      return took
    })()`)
  } finally {
    await browser.close()
  }
}

async function verifier(): Promise<string> {
  const { outputFiles } = await build({
    ...{ entryPoints: ['src/proofs/saved-proof.ts'], bundle: true, write: false, minify: true },
    ...{ format: 'iife', globalName: 'verifier', target: 'es2022' },
  })
  return outputFiles[0]?.text ?? ''
}
