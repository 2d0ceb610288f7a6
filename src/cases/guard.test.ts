import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { languages } from '../platform/languages.ts'
import { openUpdateApproval, updateApprovalLink } from './approve-by-link.ts'
import type { NewCase } from './cases.ts'
import { readCase } from './detail.ts'
import { coarsened, groupSizes, smallestGroup } from './guard.ts'
import { openTestProgramme } from './programme.fixture.ts'
import { shownTexts } from './shown-text.ts'
import { approveUpdate, writeUpdate } from './updates.ts'

const { house, officer, approver, found, open: openIn } = await openTestProgramme()
const otherId = await found('other')
afterAll(() => house.close())

const open = (child: Partial<NewCase> = {}) => openIn({ region: 'penghu', ...child })

async function told(caseId: string): Promise<string> {
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved' })
  await approveUpdate(approver, updateId, { languages: [] })
  return (await house.scope.transaction((tx) => shownTexts(tx, [updateId]))).get(updateId)?.en ?? ''
}

async function untold(caseId: string) {
  return (await house.scope.transaction((tx) => readCase(tx, caseId, async () => []))).untold
}

test('what is told besides the condition always fits five persons or more, and is never coarser than it need be', () => {
  const sizes = fc.record({ whole: fc.nat(12), more: fc.nat(12) })
  fc.assert(
    fc.property(sizes, ({ whole, more }) => {
      const withoutRegion = whole + more
      const { region, ageBand } = coarsened({ whole, withoutRegion, withoutAge: withoutRegion })
      expect(region).toBe(whole >= smallestGroup)
      expect(ageBand).toBe(withoutRegion >= smallestGroup)
      expect(region && !ageBand).toBe(false)
    }),
  )
})

test('among four of one county the county is not told, the fifth lets it be told; another programme or age does not count', async () => {
  const [first] = await Promise.all([open(), open(), open(), open()])
  await open({ programmeId: otherId })
  await open({ ageBand: '12-17' })
  if (!first) throw new Error('no case')
  const sizes = await house.scope.transaction((tx) => groupSizes(tx, [first]))
  expect(sizes.get(first)).toEqual({ whole: 4, withoutRegion: 4, withoutAge: 5 })
  expect(await untold(first)).toEqual(['region', 'ageBand'])
  await open({ region: 'taipei' })
  expect(await untold(first)).toEqual(['region'])
  expect(await told(first)).toContain('(region not named, cleft')
  const fifth = await open()
  expect(await untold(fifth)).toEqual([])
  expect(await told(fifth)).toContain('(Penghu')
})

test('whoever approves at the link sees the words as they will be told', async () => {
  const caseId = await open({ ageBand: '12-17', region: 'taipei' })
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved' })
  const { url } = await updateApprovalLink(approver, updateId)
  const { found } = await openUpdateApproval(house.context, url.split('/').at(-1) ?? '')
  expect(found).toMatchObject({ region: 'untold', ageBand: 'untold' })
})

test('that something is not told is said in every language', () => {
  for (const language of languages) {
    const t = house.context.translator.in(language)
    for (const key of ['region', 'regionAndAge']) expect(t(`cases:guard.${key}`, { fewest: 5 })).toContain('5')
    expect(t('cases:regions.untold')).not.toBe(t('cases:ages.untold'))
  }
})
