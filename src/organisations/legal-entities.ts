import type { Selectable } from 'kysely'
import type { LegalEntities } from '../platform/database/schema.generated.ts'
import { Failure } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { audit } from './audit.ts'
import { legalEntitySchema, type NewLegalEntity } from './organisation.ts'
import { permit } from './permission.ts'

/** The bodies in whose name receipts are written. */
export async function listLegalEntities(scope: Scope) {
  permit(scope, 'organisation.read')
  return scope.transaction(async ({ db, organisationId }) => {
    const rows = await db
      .selectFrom('legal_entities')
      .where('organisation_id', '=', organisationId)
      .selectAll()
      .orderBy('legal_entity_id')
      .execute()
    return rows.map((row) => ({ id: row.legal_entity_id, ...entityOf(row) }))
  })
}

/** Makes a legal entity; answers the id. */
export async function createLegalEntity(scope: Scope, given: NewLegalEntity): Promise<string> {
  permit(scope, 'organisation.change')
  return scope.transaction((transaction) => addLegalEntity(transaction, legalEntitySchema.parse(given)))
}

/** Makes a legal entity in the caller's transaction, without asking for a permission. */
export async function addLegalEntity(transaction: Transaction, entity: NewLegalEntity): Promise<string> {
  const { db, organisationId, now } = transaction
  const legalEntityId = newId(now)
  await db
    .insertInto('legal_entities')
    .values({ organisation_id: organisationId, legal_entity_id: legalEntityId, ...columnsOf(entity) })
    .execute()
  await audit(transaction, {
    action: 'organisation.legal-entity-create',
    subjectKind: 'legal_entity',
    subjectId: legalEntityId,
    after: entity,
  })
  return legalEntityId
}

/**
 * Changes what future receipts say; receipts already written keep what they said. Fails with
 * `organisations.legal-entity-unknown`.
 */
export async function changeLegalEntity(scope: Scope, legalEntityId: string, entity: NewLegalEntity): Promise<void> {
  permit(scope, 'organisation.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const before = await db
      .selectFrom('legal_entities')
      .where('organisation_id', '=', organisationId)
      .where('legal_entity_id', '=', legalEntityId)
      .selectAll()
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new Failure('organisations.legal-entity-unknown', {}, { kind: 'missing' })
    await db
      .updateTable('legal_entities')
      .set(columnsOf(legalEntitySchema.parse(entity)))
      .where('organisation_id', '=', organisationId)
      .where('legal_entity_id', '=', legalEntityId)
      .execute()
    await audit(transaction, {
      action: 'organisation.legal-entity-change',
      subjectKind: 'legal_entity',
      subjectId: legalEntityId,
      before: entityOf(before),
      after: entity,
    })
  })
}

function columnsOf(entity: NewLegalEntity) {
  return {
    name: entity.name,
    country: entity.country,
    address: entity.address,
    registration_number: entity.registrationNumber,
    approval_number: entity.approvalNumber,
    receipt_prefix: entity.receiptPrefix,
  }
}

function entityOf(row: Selectable<LegalEntities>) {
  return {
    name: row.name,
    country: row.country,
    address: row.address,
    registrationNumber: row.registration_number,
    approvalNumber: row.approval_number,
    receiptPrefix: row.receipt_prefix,
  }
}
