import { expect, test } from 'vitest'
import { recordConsent } from './consents.ts'
import { findNames, setLegalName } from './legal-names.ts'
import { findAnyNames } from './name-marks.ts'
import { openTestProgramme } from './programme.fixture.ts'

test('whoever writes about a case is told of its legal name and of who signed, and nobody can read them', async () => {
  const { house, officer, open } = await openTestProgramme()
  try {
    const [caseId, other] = [await open(), await open()]
    await setLegalName(officer, caseId, 'Chen Ya-ting')
    const paper = { guardian: 'Lin Mei-hua', relation: 'mother', evidence: 'Form 7' } as const
    const days = { givenOn: '2026-03-01', expiresOn: '2026-12-31' }
    const grants = [{ field: 'pseudonym', purpose: 'appeal' } as const]
    await recordConsent(officer, { caseId, ...paper, ...days, grants })
    expect(await findNames(officer, caseId, ['Ya-ting is well', 'says Mei-hua'])).toEqual([
      'ya',
      'ting',
      'yating',
      'mei',
      'hua',
      'meihua',
    ])
    expect(await findNames(officer, other, ['Ya-ting is well'])).toEqual([])
    await setLegalName(officer, caseId, 'Wu Ming')
    expect(await findNames(officer, caseId, ['Ya-ting and Ming'])).toEqual(['ming'])
    const agent = await house.member('agent')
    await expect(findNames(agent, caseId, [''])).rejects.toMatchObject({ code: 'organisations.not-permitted' })
    await expect(setLegalName(agent, caseId, 'Wu')).rejects.toMatchObject({ code: 'organisations.not-permitted' })
    const { rows } = await house.context.databases.owner.query(
      `select (select string_agg(a::text, ' ') from audit_entries a) || (select string_agg(n::text, ' ') from case_legal_names n) as all`,
    )
    for (const secret of ['Ya-ting', 'Ming'])
      for (const form of [secret, Buffer.from(secret).toString('hex')]) expect(rows[0].all).not.toContain(form)
  } finally {
    await house.close()
  }
})

test('an appeal is searched for the names of all families by marks that nobody can read', async () => {
  const { house, officer, open } = await openTestProgramme()
  try {
    const [caseId, other] = [await open(), await open()]
    await setLegalName(officer, caseId, 'Chen Ya-ting')
    const paper = { guardian: 'Lin Mei-hua', relation: 'mother', evidence: 'Form 7' } as const
    const days = { givenOn: '2026-03-01', expiresOn: '2026-12-31' }
    await recordConsent(officer, {
      caseId: other,
      ...paper,
      ...days,
      grants: [{ field: 'pseudonym', purpose: 'appeal' }],
    })
    const fundraiser = await house.member('fundraiser')
    const find = (...texts: string[]) => findAnyNames(fundraiser, texts)
    expect(await find('Help Yating CHEN see again', 'says Lin Meihua')).toEqual(['lin meihua', 'yating chen'])
    expect(await find('Chen, Lin and Maria')).toEqual([])
    const { rows: marks } = await house.context.databases.owner.query('select mark from case_name_marks')
    expect(marks.length).toBeGreaterThan(0)
    for (const { mark } of marks) expect(mark).toHaveLength(32)
    // Another organisation has other names, and no marks of these.
    expect(await findAnyNames(await house.neighbour('evening-star'), ['Yating Chen'])).toEqual([])
    await setLegalName(officer, caseId, 'Wu Ming')
    expect(await find('Yating Chen and Ming Wu')).toEqual(['ming wu'])
    const agent = await house.member('agent')
    await expect(findAnyNames(agent, ['Ming Wu'])).rejects.toMatchObject({ code: 'organisations.not-permitted' })
  } finally {
    await house.close()
  }
})

test('the same name has other marks in another organisation', async () => {
  const houses = [await openTestProgramme(), await openTestProgramme()]
  try {
    const marks = await Promise.all(
      houses.map(async ({ house, officer, open }) => {
        await setLegalName(officer, await open(), 'Chen Ya-ting')
        expect(await findAnyNames(await house.member('fundraiser'), ['Yating Chen'])).toEqual(['yating chen'])
        const { rows } = await house.context.databases.owner.query(
          `select encode(mark, 'hex') as mark from case_name_marks`,
        )
        return rows.map(({ mark }) => String(mark))
      }),
    )
    expect(new Set(marks.flat()).size).toBe(marks.flat().length)
  } finally {
    for (const { house } of houses) await house.close()
  }
})
