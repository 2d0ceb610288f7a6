import { createHash, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import { languages } from '../platform/languages.ts'
import type { Context, Scope } from '../platform/scope.ts'
import { newOrganisationScope, writeOrganisation } from './found.ts'
import { addLegalEntity } from './legal-entities.ts'
import { newMemberSchema } from './member.ts'
import { addMember } from './members.ts'
import { legalEntitySchema, timeZoneSchema } from './organisation.ts'
import { hashPassword, refuseWeakPassword } from './password.ts'

/** What the first person to come says about themselves and their organisation. The page in `site/` draws it. */
export const setUpSchema = z.object({
  /** As printed in the terminal; case and dashes do not matter. */
  code: z.string().max(40),
  organisation: z.object({
    name: z.string().trim().min(1).max(200),
    slug: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(60),
    country: z.string().regex(/^[A-Z]{2}$/),
    timeZone: timeZoneSchema,
    language: z.enum(languages),
    phone: z.string().trim().max(200).optional(),
    email: z.string().trim().max(200).optional(),
    website: z.string().trim().max(200).optional(),
  }),
  legalEntity: legalEntitySchema,
  owner: newMemberSchema.omit({ roles: true }).extend({ password: z.string() }),
})

/** See `setUpSchema`. */
export type SetUp = z.infer<typeof setUpSchema>

/** Whether nobody works here yet: then `/setup` is open to whoever holds the code. */
export async function needsSetUp(context: Context): Promise<boolean> {
  const { rows } = await sql`select from auth.memberships limit 1`.execute(context.databases.app)
  return rows.length === 0
}

/**
 * The code to print in the terminal while `needsSetUp`: 64 bits, the same in every process of the installation. It stops opening
 * anything with the first member.
 */
export function setupCode(context: Context): string {
  const bytes = Buffer.from(context.vault.sign('set-up', 'code'), 'base64url').subarray(0, 8)
  return bytes.toString('hex').replace(/(.{4})(?=.)/g, '$1-')
}

const attempts = new RateLimiterMemory({ keyPrefix: 'set-up', points: 20, duration: 10 * 60 })

/**
 * Founds the first organisation with its legal entity and owner, all or nothing; answers its scope. Fails with
 * `organisations.set-up-done`, `organisations.set-up-code`, `request.too-many`, or a weak password's code.
 */
export async function setUp(context: Context, given: SetUp): Promise<Scope> {
  const { code, organisation, legalEntity, owner } = setUpSchema.parse(given)
  await attempts.consume('everybody').catch(() => {
    throw new Failure('request.too-many', { waitSeconds: 600 }, { kind: 'limited', retryable: true })
  })
  if (!(await needsSetUp(context))) throw new Failure('organisations.set-up-done', {}, { kind: 'gone' })
  if (!isSameCode(code, setupCode(context))) {
    throw new Failure('organisations.set-up-code', {}, { kind: 'forbidden', field: 'code' })
  }
  refuseWeakPassword(owner.password, owner)
  const passwordHash = await hashPassword(owner.password)
  const scope = newOrganisationScope(context)
  await scope.transaction(async (transaction) => {
    // Two browsers with the same code: one founds, the other finds it done.
    await sql`select pg_advisory_xact_lock(hashtext('riscontro set-up'))`.execute(transaction.db)
    if (!(await needsSetUp(context))) throw new Failure('organisations.set-up-done', {}, { kind: 'gone' })
    const { phone, email, website, ...named } = organisation
    const reach = { ...(phone ? { phone } : {}), ...(email ? { email } : {}), ...(website ? { website } : {}) }
    await writeOrganisation(transaction, { ...named, ...reach })
    await addLegalEntity(transaction, legalEntity)
    await addMember(transaction, { ...owner, roles: ['owner'] }, passwordHash)
  })
  return scope
}

function isSameCode(typed: string, expected: string): boolean {
  return timingSafeEqual(digest(typed), digest(expected))
}

// Hashed, so that codes of different lengths compare in the same time.
function digest(code: string): Buffer {
  return createHash('sha256')
    .update(code.toLowerCase().replace(/[^0-9a-f]/g, ''))
    .digest()
}
