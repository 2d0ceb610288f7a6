import { createFund } from '../campaigns/actions.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import type { Scope } from '../platform/scope.ts'
import { type NewCase, openCase } from './cases.ts'
import { createProgramme } from './programmes.ts'

/** A house with one programme of cleft operations and two colleagues, of whom one approves what the other writes. */
export interface TestProgramme {
  house: TestHouse
  officer: Scope
  approver: Scope
  fundId: string
  programmeId: string
  /** Another programme of the same fund. */
  found(slug: string): Promise<string>
  /** Opens a case of a child of two to five in Hualien, unless told; answers its id. */
  open(child?: Partial<NewCase>): Promise<string>
}

/** Opens it; whoever opens it closes the house. */
export async function openTestProgramme(): Promise<TestProgramme> {
  const house = await openTestHouse()
  const fundId = await createFund(house.scope, { code: 'cleft', name: 'Cleft', isRestricted: true })
  const found = (slug: string) =>
    createProgramme(house.scope, { slug, fundId, currency: 'TWD', name: { en: 'Cleft' }, picture: 'cleft' })
  const programmeId = await found('cleft')
  let made = 0
  const open = (child: Partial<NewCase> = {}) => {
    made += 1
    const usual = { ageBand: '2-5', region: 'hualien', conditionClass: 'cleft', picture: 'cleft' } as const
    const facts = { programmeId, pseudonym: `child ${made}`, ...usual, ...child }
    return house.scope.transaction((transaction) => openCase(transaction, facts))
  }
  const [officer, approver] = [await house.member('programme_officer'), await house.member('programme_officer')]
  return { house, officer, approver, fundId, programmeId, found, open }
}
