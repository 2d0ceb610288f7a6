import { expect, test } from 'vitest'
import { recordConsent } from './consents.ts'
import { findNames, setLegalName } from './legal-names.ts'
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
    expect(await findNames(officer, caseId, ['Ya-ting is well', 'says Mei-hua'])).toEqual(['ya', 'ting', 'mei', 'hua'])
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
