import { expect, test, vi } from 'vitest'
import { axe, openPage, screenshot } from './browser.ts'

const words = {
  'zh-Hant': ['捐款', 'Noto Sans TC'],
  'zh-Hans': ['捐款', 'Noto Sans SC'],
  ja: ['寄付', 'Noto Sans JP'],
} as const

test.each(['zh-Hant', 'zh-Hans', 'ja'] as const)('%s is written in its own font', async (language) => {
  const [word, font] = words[language]
  const page = await openPage({ width: 360, language })
  await page.goto(document(language, `<p id="word">${word}</p>`))
  const session = await page.context().newCDPSession(page)
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#word' })
  await session.send('CSS.enable')
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  expect(fonts.map((used) => used.familyName)).toEqual([font])
})

test('every character looks different, so none is the box for a missing glyph', async () => {
  const page = await openPage({ language: 'zh-Hant' })
  await page.goto(document('zh-Hant', '<p></p>'))
  const pictures = await page.evaluate<string[]>(drawEach)
  expect(new Set(pictures).size).toBe(7)
})

test('a screenshot shows something, and axe reads the page', async () => {
  const page = await openPage({ width: 360, colorScheme: 'dark', language: 'zh-Hant' })
  await page.goto(document('zh-Hant', '<h1>您的捐款</h1><img src="data:,">'))
  vi.stubEnv('RISCONTRO_SCREENSHOTS', '1')
  const picture = await screenshot(page, 'harness')
  vi.unstubAllEnvs()
  await page.goto(document('zh-Hant', ''))
  expect(picture?.length).toBeGreaterThan((await page.screenshot({ fullPage: true })).length + 1000)
  await page.goto(document('zh-Hant', '<h1>您的捐款</h1><img src="data:,">'))
  expect((await axe(page)).map(({ id }) => id)).toEqual(['image-alt'])
})

function document(language: string, body: string): string {
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Riscontro</title><main>${body}</main>`
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
}

/** Runs in the page; the last one has no glyph anywhere. */
const drawEach = `['心', '臟', '寄', '款', 'à', '€', '\\u0378'].map((character) => {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  pen.font = '48px sans-serif'
  pen.fillText(character, 10, 60)
  return canvas.toDataURL()
})`
