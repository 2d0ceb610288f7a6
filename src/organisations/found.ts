import { newId, organisationId } from '../platform/ids.ts'
import { type Context, Scope, type Transaction } from '../platform/scope.ts'
import { registerAddress } from './addresses.ts'
import type { NewOrganisation } from './organisation.ts'
import { roles, startingRoles } from './permission.ts'

/** Founds an organisation with its starting roles and answers a scope in which the house acts for it. A taken slug violates a unique key. */
export async function foundOrganisation(context: Context, organisation: NewOrganisation): Promise<Scope> {
  const scope = newOrganisationScope(context)
  await scope.transaction((transaction) => writeOrganisation(transaction, organisation))
  return scope
}

/** A scope of an organisation that is about to be founded: a new id, the house acting. */
export function newOrganisationScope(context: Context): Scope {
  const id = organisationId(newId(context.clock.now()))
  return new Scope(context, id, { kind: 'system', name: 'founding' })
}

/** Writes the organisation of the transaction, its texts, roles and public address. */
export async function writeOrganisation(transaction: Transaction, organisation: NewOrganisation): Promise<void> {
  const { db, organisationId: id, now } = transaction
  await db
    .insertInto('organisations')
    .values({
      organisation_id: id,
      slug: organisation.slug,
      name: organisation.name,
      country: organisation.country,
      time_zone: organisation.timeZone,
      language: organisation.language,
      phone: organisation.phone ?? null,
      email: organisation.email ?? null,
      website: organisation.website ?? null,
      office_hours: JSON.stringify(organisation.officeHours ?? {}),
      is_demo: organisation.isDemo ?? false,
      created_at: now,
    })
    .execute()
  const texts = organisation.texts ?? []
  if (texts.length > 0) {
    await db
      .insertInto('organisation_texts')
      .values(texts.map((text) => ({ organisation_id: id, ...text })))
      .execute()
  }
  await db
    .insertInto('roles')
    .values(roles.map((role) => ({ organisation_id: id, role, permissions: [...startingRoles[role]] })))
    .execute()
  await registerAddress(transaction, 'organisation', organisation.slug, id)
}
