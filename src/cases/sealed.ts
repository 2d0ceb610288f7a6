import { type Sealed, sealedColumn } from '../platform/sealed.ts'
import { sealPlace } from './consent-scope.ts'
import { placeOf } from './legal-names.ts'
import { sealedNameMarks } from './name-marks.ts'

const consent = { table: 'case_consents', row: 'case_consent_id' } as const

/** What cases keep sealed: names, and the marks by which they are looked for. */
export const sealedOfCases: readonly Sealed[] = [
  sealedColumn({
    ...consent,
    column: 'guardian_sealed',
    place: (organisation, id) => sealPlace(organisation, id, 'guardian'),
  }),
  sealedColumn({
    ...consent,
    column: 'first_name_sealed',
    place: (organisation, id) => sealPlace(organisation, id, 'first_name'),
  }),
  sealedColumn({ table: 'case_legal_names', column: 'name_sealed', row: 'case_id', place: placeOf }),
  sealedNameMarks,
]
