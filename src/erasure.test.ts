import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { erasing } from './app.ts'
import { eraseCase } from './cases/erase.ts'
import { eraseCallBacks } from './connectors/erase.ts'
import { eraseTellings } from './feedback/erase.ts'
import { type Column, readTables, rowFor, type Table } from './organisations/catalogue.fixture.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { eraseNow } from './people/erasures.ts'

/**
 * One row of one person in every table that can lead to a person, with their mark in every column that can hold words. Then they
 * are erased, and the mark is looked for everywhere. The tables are read from the catalogue: one that is new is in here from its
 * first day, and whoever adds it says below why it holds nobody, or erases.
 */
const mark = 'Zerlina'

let house: TestHouse
let owner: pg.Client
let tables: Table[]
/** One id for each name of a column, so that rows lead to one another. */
const ids = new Map<string, string>()
function idOf(column: string): string {
  const id = ids.get(column) ?? randomUUID()
  ids.set(column, id)
  return id
}
/** Tables that hold no giver: what organisations, members, cases and the house itself keep. */
const ofNobody: Readonly<Record<string, string>> = {
  allocation_runs: 'a fund',
  allocations: 'sums between gifts and needs',
  book_checks: 'a run',
  book_differences: 'sums',
  broadcasts: 'words to many',
  segments: 'whom words to many are for, as rules and ids',
  tag_runs: 'tags; what was sought is emptied when it is through',
  call_backs: 'a case',
  bulk_pauses: 'a round or broadcast',
  book_gift_sums: 'sums',
  book_need_sums: 'sums',
  book_sum_states: 'sums',
  case_documents: 'a case',
  feedback_digests: 'a programme',
  feedback_template_history: 'words to many',
  mail_files: 'ids of files on their way into a message, a day at most',
  broadcast_figures: 'sums',
  case_consent_papers: 'a case',
  payout_lines: 'sums, and the provider’s numbers of payments',
  campaign_progress: 'sums',
  campaign_texts: 'an appeal',
  campaigns: 'an appeal',
  case_consent_ends: 'a case',
  case_consent_scopes: 'a case',
  case_consents: 'a case',
  case_legal_names: 'a case',
  case_name_marks: 'a case',
  case_names_marked: 'a case',
  case_medical_reads: 'a member and a case',
  case_pictures: 'a case',
  cases: 'a case',
  channel_accounts: 'our own account',
  channel_menus: 'our own menu',
  checkpoints: 'the log',
  comment_rules: 'a rule',
  connector_accounts: 'our own account',
  decline_waves: 'sums',
  designations: 'a gift and a case',
  event_deliveries: 'a subscriber',
  events: 'ids; what each may carry is its schema',
  expenses: 'a case',
  feedback_corrections: 'updates',
  feedback_round_updates: 'updates',
  feedback_rounds: 'a round',
  feedback_templates: 'words to many',
  files: 'the rows that name a file lead to it',
  original_files: 'gone with the bytes of its file',
  funds: 'a purpose',
  gift_portions: 'sums',
  goal_actuals: 'sums',
  group_doors: 'a group',
  import_drafts: 'uploaded tables, sealed, a week at most, before anybody is in them',
  imports: 'an upload',
  ledger_accounts: 'sums',
  ledger_transfers: 'sums',
  legal_entities: 'the organisation',
  log_cosignatures: 'the log',
  log_entries: 'commitments under salts',
  log_heads: 'the log',
  log_key_successions: 'the log',
  log_pending: 'commitments under salts',
  log_tile_roots: 'the log',
  log_witnesses: 'the log',
  media_erasures: 'ids of files that are going',
  member_roles: 'a member',
  members: 'a member',
  message_templates: 'words to many',
  needs: 'a case',
  open_gifts: 'sums',
  organisation_texts: 'the organisation',
  organisations: 'the organisation',
  partner_accounts: 'a partner',
  partner_campaigns: 'a partner',
  partner_feedback: 'a partner’s report, by its hash',
  partner_orders: 'random numbers',
  payment_accounts: 'our own account',
  payment_changes: 'our own account',
  payment_declines: 'marks of networks, for a day',
  platform_projects: 'a campaign',
  programme_costs: 'a programme',
  programme_goals: 'a programme',
  programmes: 'a programme',
  receipt_gifts: 'sums',
  receipt_series: 'a counter',
  reserve_covers: 'sums',
  roles: 'a role',
  sandbox_messages: 'a demo’s own telephone: the far side, not ours',
  sandbox_payments: 'a demo’s own provider: the far side, not ours',
  sandbox_phones: 'a demo’s own telephone: the far side, not ours',
  saved_replies: 'words to many',
  sending_settings: 'a rule',
  spent_form_tokens: 'hashes of tokens',
  spent_sign_ins: 'hashes of tokens',
  staff_codes: 'a member',
  staff_handles: 'a member',
  stage_changes: 'a case',
  untold_allocations: 'ids',
  update_sentences: 'a case',
  update_texts: 'a case',
  updates: 'a case',
  urgent_cases: 'a case',
  witness_keys: 'the log',
  witnessed_logs: 'the log',
}

/** Words that stay with an erased person's rows, and why. None of them is a person's word, name or address. */
const kept: Readonly<Record<string, string>> = {
  'audit_entries.action': 'what was done',
  'audit_entries.actor_id': 'an id',
  'audit_entries.subject_id': 'an id',
  'audit_entries.subject_kind': 'what it was done to',
  'broadcast_recipients.reason': 'a code of ours',
  'deliveries.once_key': 'made of ids',
  'deliveries.reason': 'a code of ours',
  'deliveries.route': 'codes of ours',
  'deliveries.source_kind': 'a code of ours',
  'delivery_parts.state': 'a code of ours',
  'feedback_closings.currency': 'a currency',
  'feedback_closings.reason': 'a code of ours',
  'feedback_photographs.channel': 'a kind of channel',
  'feedback_results.reason': 'a code of ours',
  'gift_intents.currency': 'a currency',
  'gift_intents.language': 'a language',
  'gift_intents.provider_reference': 'the provider’s number of the payment, for refunds and the books',
  'gift_intents.reference': 'our number of the payment',
  'gift_intents.state': 'a state',
  'gift_intents.told_state': 'a state',
  'gifts.currency': 'a currency',
  'gifts.language': 'a language',
  'gifts.order_number': 'the platform’s number, so that it is not brought in twice',
  'gifts.public_reference': 'random',
  'gifts.source': 'a platform',
  'gifts.thanked_checkpoint': 'a state of the public log',
  'identities.language': 'a language',
  'inbound_events.dedupe_key': 'the provider’s number of an event, where it does not name the person',
  'mandates.media_type': 'a kind of file',
  'menu_links.menu_id': 'our own menu',
  'message_media.channel_account_id': 'an id',
  'order_exceptions.order_number': 'as of gifts',
  'order_exceptions.platform': 'a platform',
  'order_exceptions.reason': 'a code of ours',
  'filed_returns.call_back_reason': 'a code of ours',
  'order_returns.call_back_reason': 'a code of ours',
  'order_returns.reason': 'a code of ours',
  'order_returns.reference': 'the platform’s number of a report',
  'payment_exceptions.currency': 'a currency',
  'payment_exceptions.reason': 'a code of ours',
  'persons.language': 'a language',
  'platform_orders.order_number': 'as of gifts',
  'platform_orders.platform': 'a platform',
  'provider_events.dedupe_key': 'the provider’s number of an event',
  'provider_events.event': 'amounts and numbers of a payment; `PaymentEvent` has no field for a payer',
  'provider_events.result': 'a code of ours',
  'receipts.currency': 'a currency',
  'receipts.snapshot': 'the paper, as long as the law wants it: retention.ts',
  'receipts.tax_identifier_cipher': 'as the paper',
  'receipts.void_reason': 'as the paper',
  'recurring_gifts.currency': 'a currency',
  'recurring_gifts.language': 'a language',
  'told_waiting.outcome': 'a code of ours',
}

const ofSomebody = ({ name }: Table) => !(name in ofNobody)
const ofCase = ({ name }: Table) => ofNobody[name] === 'a case'

/** Words that stay with an erased case. */
const keptOfCase: Readonly<Record<string, string>> = {
  'case_consent_scopes.channel': 'a kind of channel',
  'cases.condition_class': 'a class of four',
  'cases.picture': 'a drawing of ours',
  'cases.pseudonym': 'donors’ proofs commit to it; decision 0021',
  'case_pictures.media_type': 'a kind of file',
  'expenses.currency': 'a currency',
  'needs.currency': 'a currency',
  'needs.item': 'one of seven',
  'stage_changes.approved_by': 'an id',
  'stage_changes.from_stage': 'a stage',
  'stage_changes.to_stage': 'a stage',
  'update_sentences.language': 'a language',
  'updates.approved_by': 'an id',
  'updates.public_reference': 'random',
  'updates.stage': 'a stage',
  'updates.tells': 'names of fields',
}

beforeEach(async () => {
  ids.clear()
  house = await openTestHouse()
  owner = new pg.Client(house.context.settings.databaseUrl ?? '')
  await owner.connect()
  tables = await readTables(owner)
})
afterEach(async () => {
  await owner.end()
  await house.close()
})

const wordTypes = ['text', 'jsonb', 'json', 'bytea', '_text']

function isWord({ type, allowed, isGenerated }: Column): boolean {
  return wordTypes.includes(type) && allowed === null && !isGenerated
}

/** A row of the person in a table: the mark in each word, their ids where something points. */
function rowOf(table: Table, marks: (table: Table) => boolean): [string, string][] {
  const plain = new Map(rowFor(table, house.organisationId))
  const special = particularsOf(idOf('person_id'), idOf('gift_id'))[table.name] ?? {}
  for (const column of table.columns) {
    if (isWord(column) && marks(table)) plain.set(column.name, markedAs(column))
    const leads = leadsToPerson.has(column.name) || column.name === 'case_id' || !column.isNullable
    if (column.type === 'uuid' && column.name !== 'organisation_id' && leads)
      plain.set(column.name, `'${idOf(column.name)}'`)
  }
  for (const [name, literal] of Object.entries(special))
    if (marks(table) || (ofSomebody(table) && !literal.includes(mark))) plain.set(name, literal)
  return [...plain]
}

function markedAs({ type, name }: Column): string {
  const text = `${mark} ${name}`
  if (type === 'jsonb' || type === 'json') return `'${JSON.stringify({ [name]: text })}'`
  if (type === 'bytea') return `convert_to('${text}', 'UTF8')`
  return type === '_text' ? `array['${text}']` : `'${text}'`
}

/** What the house has rows of already. */
const founded: ReadonlySet<string> = new Set(['organisations', 'organisation_texts', 'roles', 'log_heads'])

const open = `null`
/** Where a row leads to the person by something else than a column named like it. */
const particularsOf = (
  personId: string,
  giftId: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  audit_entries: { subject_id: `'${personId}'`, subject_kind: `'person'` },
  broadcast_recipients: { state: `'waiting'`, delivery_id: open },
  deliveries: { state: `'queued'`, routed_from: open, routed_to: open, reply_token_expires_at: open },
  gift_intents: { reference: `'REFERENCE'`, overflow_campaign_id: open },
  gifts: { source: `'platform'`, order_number: `'ORDER'` },
  expenses: { reversed_at: `now()`, reversal_id: 'gen_random_uuid()' },
  identities: { address: `'${mark} address'` },
  inbound_events: { sender: `'${mark} address'`, dedupe_key: `'${mark} address 7'`, processed_at: open },
  links: { subject: `'{"giftId":"${giftId}"}'`, token_hash: `'\\x01'`, kind: `'gift_page'` },
  log_salts: { subject_kind: `'gift'`, subject_id: `'${giftId}'` },
  import_rows: { subject_id: `'${personId}'` },
  mandates: { recurring_gift_id: open },
  order_exceptions: { platform: `'platform'`, order_number: `'ORDER'` },
  order_returns: { state: `'waiting'` },
  persons: { merged_into_id: open, erased_at: open },
  person_suggestions: { other_person_id: 'gen_random_uuid()' },
  platform_orders: { platform: `'platform'`, order_number: `'ORDER'` },
  provider_events: { event: `'{"reference":"REFERENCE","providerCode":"${mark}","instructions":"${mark}"}'` },
  refunds: { decided_by: open },
  webchat_entries: { visitor: `'${mark} address'` },
  webchat_uploads: { visitor: `'${mark} address'` },
})

async function fill(table: Table, marks: (table: Table) => boolean): Promise<void> {
  const row = rowOf(table, marks)
  const names = row.map(([name]) => pg.escapeIdentifier(name)).join(', ')
  await owner
    .query(`insert into ${table.name} (${names}) values (${row.map(([, literal]) => literal).join(', ')})`)
    .catch((error: unknown) => {
      throw new Error(`${table.name}: ${String(error)}`)
    })
}

/** Every column of every schema in which the mark still stands, as `table.column`. */
async function marked(): Promise<string[]> {
  const { rows: columns } = await owner.query<{ schema: string; table: string; column: string; type: string }>(
    `select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_type t on t.oid = a.atttypid
     where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and n.nspname not in ('pg_catalog', 'information_schema')
       and t.typname in ('text', 'varchar', 'json', 'jsonb', 'bytea', '_text')`,
  )
  const found: string[] = []
  for (const { schema, table, column, type } of columns) {
    const value = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`
    const { rows } = await owner.query(`select from "${schema}"."${table}" where ${value} like '%${mark}%' limit 1`)
    if (rows.length > 0) found.push(schema === 'public' ? `${table}.${column}` : `${schema}.${table}.${column}`)
  }
  return found.sort()
}

describe('a person of whom there is a row in every table', () => {
  test('no table is forgotten: each holds nobody, for the reason given here, or is filled below', () => {
    const known = new Set(tables.map(({ name }) => name))
    expect(Object.keys(ofNobody).filter((name) => !known.has(name))).toEqual([])
    const leading = (table: Table) => table.columns.some(({ name }) => leadsToPerson.has(name))
    const leadless = tables.filter((table) => !(table.name in ofNobody) && !leading(table)).map(({ name }) => name)
    expect(leadless.filter((name) => !(name in particularsOf('', '')))).toEqual([])
  })

  test('after the erasure their words stand nowhere, and what is kept is named', async () => {
    await owner.query('set session_replication_role = replica')
    for (const table of tables) if (!founded.has(table.name)) await fill(table, ofSomebody)
    await owner.query('set session_replication_role = default')
    const before = await marked()
    expect(before).toEqual(expect.arrayContaining(['persons.display_name', 'messages.content', 'gifts.donor_name']))
    await house.scope.transaction((transaction) => eraseNow(transaction, idOf('person_id'), erasing))
    const after = await marked()
    expect(after.filter((column) => !(column in kept))).toEqual([])
  })
})

describe('a case of which there is a row in every table', () => {
  test('after the erasure nothing that ties it to a child stands anywhere', async () => {
    await owner.query('set session_replication_role = replica')
    for (const table of tables) if (!founded.has(table.name)) await fill(table, ofCase)
    await owner.query(`update cases set stage = 'withdrawn'`)
    await owner.query('set session_replication_role = default')
    expect(await marked()).toEqual(expect.arrayContaining(['case_consents.guardian_sealed', 'update_texts.text']))
    await eraseCase(await house.member('owner'), idOf('case_id'), [eraseTellings, eraseCallBacks])
    expect((await marked()).filter((column) => !(column in keptOfCase))).toEqual([])
  })
})

const leadsToPerson: ReadonlySet<string> = new Set([
  ...['person_id', 'identity_id', 'conversation_id', 'message_id', 'delivery_id', 'gift_id', 'gift_intent_id'],
  ...['provider_event_id', 'receipt_id', 'recurring_gift_id'],
])
