import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageFolder } from '../platform/package-folder.ts'

const script = readFileSync(join(packageFolder, 'src', 'site', 'assets', 'live.js'), 'utf8')

interface Node {
  textContent?: string
  set: Record<string, unknown>
}

/** A page as far as the script looks at it, and what it asked for and did. */
function openPage(answer: () => object) {
  const nodes = new Map<string, Node>()
  const node = (name: string): Node => {
    const known = nodes.get(name) ?? { set: {} }
    nodes.set(name, known)
    return Object.assign(known, {
      querySelector: node,
      setAttribute: (attribute: string, value: unknown) => Object.assign(known.set, { [attribute]: value }),
      dataset: { live: 'open' },
    })
  }
  const page = { asked: [] as string[], reloads: 0, ticks: [] as (() => Promise<void>)[], node }
  const document = { hidden: false, querySelector: node, addEventListener: () => {} }
  const location = { pathname: '/c/smile', search: '?lang=it', reload: () => (page.reloads += 1) }
  const fetch = async (address: string) => {
    page.asked.push(address)
    return { ok: true, json: async () => answer() }
  }
  const setInterval = (tick: () => Promise<void>) => page.ticks.push(tick)
  new Function('document', 'location', 'fetch', 'setInterval', script)(document, location, fetch, setInterval)
  return { ...page, document, reloads: () => page.reloads, tick: () => Promise.all(page.ticks.map((tick) => tick())) }
}

const news = {
  ...{ state: 'open', given: 'NT$1.234', gifts: '1 donazione', label: '12 %', coming: 'M2', done: 'M1' },
  knot: { x: 20, y: 8 },
}

test('an open page takes over the figures it asked for, in its own language, and asks nothing while hidden', async () => {
  const page = openPage(() => news)
  page.document.hidden = true
  await page.tick()
  expect(page.asked).toEqual([])
  page.document.hidden = false
  await page.tick()
  expect(page.asked).toEqual(['/c/smile/progress?lang=it'])
  expect(page.node('.given strong').textContent).toBe('NT$1.234')
  expect(page.node('.facts li').textContent).toBe('1 donazione')
  expect(page.node('svg').set).toEqual({ 'aria-label': '12 %' })
  expect(page.node('.knot').set).toEqual({ cx: 20, cy: 8 })
  expect(page.reloads()).toBe(0)
})

test('a campaign that closed meanwhile is drawn anew, because its button goes', async () => {
  const page = openPage(() => ({ ...news, state: 'closed-by-cap' }))
  await page.tick()
  expect(page.reloads()).toBe(1)
})
