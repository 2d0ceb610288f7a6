import type { Transaction } from '../platform/scope.ts'
import { foldName } from './person.ts'

/** A name and an address as somebody typed them, in the spelling we keep. */
export interface TypedPerson {
  name: string
  email?: string | undefined
  /** E.164 */
  phone?: string | undefined
}

/** Somebody known by that name and this address. */
export interface Match {
  personId: string
  matchedBy: 'email' | 'phone'
}

/**
 * Everybody known by the same e-mail or phone AND the same name, the first known first. Never by name alone, never by address
 * alone: families share phones. A match says who may be meant, not who typed: on a public form anybody types anybody.
 */
export async function findMatches({ db, organisationId }: Transaction, typed: TypedPerson): Promise<Match[]> {
  const { email, phone } = typed
  if (email === undefined && phone === undefined) return []
  const candidates = await db
    .selectFrom('persons')
    .where('organisation_id', '=', organisationId)
    .where('erased_at', 'is', null)
    .where('merged_into_id', 'is', null)
    .where((where) =>
      where.or([...(email ? [where('email', '=', email)] : []), ...(phone ? [where('phone', '=', phone)] : [])]),
    )
    .select(['person_id', 'display_name', 'email'])
    .orderBy('created_at')
    .orderBy('person_id')
    .execute()
  const name = foldName(typed.name)
  return candidates
    .filter((candidate) => foldName(candidate.display_name) === name)
    .map((candidate) => ({
      personId: candidate.person_id,
      matchedBy: email !== undefined && candidate.email === email ? 'email' : 'phone',
    }))
}

/** The first of `findMatches`, for members and their files: who types there knows whom they mean. */
export async function findDonor(transaction: Transaction, typed: TypedPerson): Promise<string | undefined> {
  const [first] = await findMatches(transaction, typed)
  return first?.personId
}
