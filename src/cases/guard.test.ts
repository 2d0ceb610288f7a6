import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFund } from '../campaigns/actions.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { languages } from '../platform/languages.ts'
import type { Scope } from '../platform/scope.ts'
import { openUpdateApproval, updateApprovalLink } from './approve-by-link.ts'
import { openCase } from './cases.ts'
import { readCase } from './detail.ts'
import { coarsened, groupSizes, smallestGroup } from './guard.ts'
import { createProgramme } from './programmes.ts'
import { shownTexts } from './shown-text.ts'
import { approveUpdate, writeUpdate } from './updates.ts'

let house: TestHouse
let officer: Scope
let approver: Scope
let programmeId: string
let otherId: string
let made = 0
beforeAll(async () => {
  house = await openTestHouse()
  officer = await house.member('programme_officer')
  approver = await house.member('programme_officer')
  const fundId = await createFund(house.scope, { code: 'cleft', name: 'Cleft', isRestricted: true })
  const programme = { fundId, currency: 'TWD', name: { en: 'Cleft' }, picture: 'cleft' } as const
  programmeId = await createProgramme(house.scope, { slug: 'cleft', ...programme })
  otherId = await createProgramme(house.scope, { slug: 'other', ...programme })
})
afterAll(() => house.close())

function open(
  child: { region?: 'penghu' | 'taipei'; ageBand?: '2-5' | '12-17'; programme?: string } = {},
): Promise<string> {
  made += 1
  const { region = 'penghu', ageBand = '2-5', programme = programmeId } = child
  const facts = { programmeId: programme, region, ageBand, conditionClass: 'cleft', picture: 'cleft' } as const
  const pseudonym = `child ${made}`
  return house.scope.transaction((tx) => openCase(tx, { pseudonym, ...facts }))
}

async function told(caseId: string): Promise<string> {
  const updateId = await writeUpdate(officer, { caseId, stage: 'approved' })
  await approveUpdate(approver, updateId, { languages: [] })
  return (await house.scope.transaction((tx) => shownTexts(tx, [updateId]))).get(updateId)?.en ?? ''
}

async function untold(caseId: string) {
  return (await house.scope.transaction((tx) => readCase(tx, caseId, async () => []))).untold
}

test('what is told always fits five persons or more, and is never coarser than it need be', () => {
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
  await open({ programme: otherId })
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
