import { spawnSync } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import type { TestProject } from 'vitest/node'
import { makeRunFolder } from '../src/platform/testing/run-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: UnpackedChromium
  }
}

/** A Chromium that runs on a machine with nothing but Node.js, for one run of the walks. */
export interface UnpackedChromium {
  executable: string
  /** Where it keeps its profiles; gone after the run. */
  folder: string
  /** What it needs in its environment: fonts, and libraries where the system lacks them. */
  environment: Record<string, string>
}

/** Vitest's global set-up of the walks: unpacks Chromium once for all of them, and removes it afterwards. */
export default async function unpackForWalks(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeRunFolder('chromium')
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    project.provide('chromium', await unpack(folder))
    return remove
  } catch (error) {
    await remove()
    throw error
  }
}

async function unpack(folder: string): Promise<UnpackedChromium> {
  const executable = await withEnvironment({ TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' }, () =>
    sparticuz.executablePath(),
  )
  const environment = { FONTCONFIG_FILE: await writeFontconfig(folder) }
  if (starts(executable, environment)) return { executable, folder, environment }
  // No libnss3 on this system: the package brings the libraries of Amazon Linux 2023.
  const bundled = { ...environment, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  if (starts(executable, bundled)) return { executable, folder, environment: bundled }
  throw new Error(`Chromium does not start here:\n${versionOf(executable, bundled).stderr}`)
}

function starts(executable: string, environment: Record<string, string>): boolean {
  return versionOf(executable, environment).status === 0
}

function versionOf(executable: string, environment: Record<string, string>) {
  return spawnSync(executable, ['--version', '--no-sandbox'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  })
}

/** The package unpacks into TMPDIR, and its libraries only where it believes to be on Lambda. */
async function withEnvironment<T>(variables: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env }
  Object.assign(process.env, variables)
  try {
    return await work()
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}

/** Fonts from npm alone, so that a screenshot is the same on every machine. Each language prefers its own glyphs. */
async function writeFontconfig(folder: string): Promise<string> {
  const resolve = createRequire(import.meta.url).resolve
  const scripts = [
    { font: 'Noto Sans TC', languages: ['zh-tw', 'zh-hant'], packageName: '@expo-google-fonts/noto-sans-tc' },
    { font: 'Noto Sans SC', languages: ['zh-cn', 'zh-hans'], packageName: '@expo-google-fonts/noto-sans-sc' },
    { font: 'Noto Sans JP', languages: ['ja'], packageName: '@expo-google-fonts/noto-sans-jp' },
  ]
  const packaged = scripts.map(({ packageName }) => dirname(resolve(`${packageName}/package.json`)))
  const folders = [join(folder, 'fonts'), ...packaged.flatMap((at) => [join(at, '400Regular'), join(at, '700Bold')])]
  const cache = join(folder, 'fontconfig')
  await mkdir(cache, { recursive: true })
  const file = join(folder, 'fonts.conf')
  const everyday = ['Open Sans', ...scripts.map(({ font }) => font)]
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${path}</dir>`).join('\n')}
  <cachedir>${cache}</cachedir>
${scripts.flatMap(({ font, languages }) => languages.map((language) => preference(language, font))).join('\n')}
${['sans-serif', 'system-ui', 'serif', 'monospace'].map((family) => alias(family, everyday)).join('\n')}
</fontconfig>
`,
  )
  return file
}

function preference(language: string, font: string): string {
  const test = `<test name="lang" compare="contains"><string>${language}</string></test>`
  return `  <match>${test}<edit name="family" mode="prepend" binding="strong"><string>${font}</string></edit></match>`
}

function alias(family: string, fonts: readonly string[]): string {
  const preferred = fonts.map((font) => `<family>${font}</family>`).join('')
  return `  <alias><family>${family}</family><prefer>${preferred}</prefer></alias>`
}
