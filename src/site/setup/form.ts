import { setUpSchema } from '../../organisations/set-up.ts'
import type { Language } from '../../platform/languages.ts'

/** The fields of the first-run form, as dotted paths of what `setUp` takes, in the order they are asked. */
export const setUpFields = [
  'code',
  'organisation.name',
  'organisation.slug',
  'organisation.country',
  'organisation.timeZone',
  'organisation.phone',
  'organisation.email',
  'legalEntity.name',
  'legalEntity.address',
  'legalEntity.registrationNumber',
  'legalEntity.approvalNumber',
  'legalEntity.receiptPrefix',
  'owner.name',
  'owner.email',
  'owner.password',
] as const
export type SetUpField = (typeof setUpFields)[number]

/** What was typed, by field. */
export type TypedSetUp = Readonly<Partial<Record<SetUpField, string>>>

/** Reads the form; the language is the one it was read in, the legal entity is in the organisation's country. */
export function readSetUp(typed: TypedSetUp, language: Language) {
  const country = typed['organisation.country'] ?? ''
  const part = (name: string) =>
    Object.fromEntries(
      setUpFields
        .filter((field) => field.startsWith(`${name}.`) && (typed[field] ?? '').trim() !== '')
        .map((field) => [field.slice(name.length + 1), typed[field]]),
    )
  return setUpSchema.safeParse({
    code: typed.code ?? '',
    organisation: { ...part('organisation'), language },
    legalEntity: { ...part('legalEntity'), country },
    owner: { ...part('owner'), language },
  })
}

/** The field at a path that a check names; `password` alone is the owner's, and one country is asked for both bodies. */
export function setUpField(path: string): SetUpField {
  if (path === 'legalEntity.country') return 'organisation.country'
  return setUpFields.find((field) => field === path || field.endsWith(`.${path}`)) ?? 'code'
}
