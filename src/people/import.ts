import type { AppliedRow, CheckedRow, ImportField } from '../imports/importer.ts'
import { importer } from '../imports/importer.ts'
import { Failure } from '../platform/errors.ts'
import { languageFromTag } from '../platform/http/language.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Purpose } from './consent.ts'
import { recordConsent } from './consents.ts'
import { findDonor } from './matches.ts'
import { foldName, normaliseEmail, normalisePhone } from './person.ts'
import { createPerson, getPerson, type PersonChange, writeChange } from './persons.ts'
import { addTags, foldTag, mostTags, tagsOf, tagWord, tidyTag, tooManyTags } from './tags.ts'

const field = (name: string, headings: string, required = false): ImportField => ({
  name,
  required,
  labelKey: `people:import.${name}`,
  headings: headings.split(', '),
})

const fields = [
  field(
    'externalKey',
    'id, donor id, contact id, number, codice donatore, codice, 会員番号, 寄付者番号, 捐款人編號, 編號, 捐款人编号, 编号',
  ),
  field(
    'name',
    'full name, display name, nome, nome e cognome, 氏名, お名前, 名前, 姓名, 捐款人, 捐款人姓名, 收據抬頭',
    true,
  ),
  field(
    'email',
    'e-mail, email address, mail, posta elettronica, メール, メールアドレス, 電子郵件, 信箱, 邮箱, 电子邮件',
  ),
  field(
    'phone',
    'phone number, mobile, telephone, tel, telefono, cellulare, 電話, 電話番号, 携帯電話, 手機, 聯絡電話, 电话, 手机',
  ),
  field('language', 'lang, locale, lingua, 言語, 語言, 语言'),
  field('feedback', 'feedback consent, consenso aggiornamenti, 成果報告の同意, 同意回報, 同意反馈'),
  field(
    'appeals',
    'appeals consent, newsletter, marketing consent, consenso appelli, 案内の同意, 同意募款訊息, 同意募捐信息',
  ),
  field('tags', 'tag, labels, label, groups, etichette, etichetta, gruppi, タグ, ラベル, 標籤, 標記, 标签, 标记'),
]

/** One person as a row tells it; what it does not tell is undefined. */
interface PersonRow {
  externalKey: string | undefined
  name: string
  email: string | undefined
  phone: string | undefined
  language: Language | undefined
  consents: readonly { purpose: Purpose; granted: boolean }[]
  /** Given beside those they bear; a file takes none away. */
  tags: readonly string[]
  /** For a new person whose row names no language. */
  organisationLanguage: Language
}

/**
 * People from a spreadsheet. A row is somebody we know by the number in the organisation's own records, or else by the same name
 * together with the same e-mail or phone. Empty cells change nothing, and a yes in a file never undoes a no.
 */
export const peopleImporter = importer<PersonRow>({
  kind: 'people',
  permission: 'people.import',
  fields,
  read: async (transaction, cells) => {
    const organisation = await homeOf(transaction)
    const consents = (['feedback', 'appeals'] as const).flatMap((purpose) => {
      const granted = readAnswer(cells(purpose), purpose)
      return granted === undefined ? [] : [{ purpose, granted }]
    })
    return {
      externalKey: cells('externalKey') || undefined,
      name: cells('name'),
      email: readEmail(cells('email')),
      phone: readPhone(cells('phone'), organisation.country),
      language: readLanguage(cells('language')),
      consents,
      tags: readTags(cells('tags')),
      organisationLanguage: organisation.language,
    }
  },
  key: ({ externalKey, name, email, phone }) => [
    ...(externalKey ? [`number ${externalKey}`] : []),
    ...(email ? [`${foldName(name)} ${email}`] : []),
    ...(phone ? [`${foldName(name)} ${phone}`] : []),
  ],
  check: async (transaction, row) => {
    const personId = await findKnown(transaction, row)
    return personId === undefined ? { verdict: 'create' } : compare(transaction, personId, row)
  },
  apply: async (transaction, row) => {
    const personId = await findKnown(transaction, row)
    return personId === undefined ? create(transaction, row) : update(transaction, personId, row)
  },
})

async function findKnown(transaction: Transaction, row: PersonRow): Promise<string | undefined> {
  const { db, organisationId } = transaction
  if (row.externalKey !== undefined) {
    const known = await db
      .selectFrom('persons')
      .where('organisation_id', '=', organisationId)
      .where('external_key', '=', row.externalKey)
      .select('person_id')
      .executeTakeFirst()
    if (known) return known.person_id
  }
  const found = await findDonor(transaction, row)
  if (found === undefined || row.externalKey === undefined) return found
  // Somebody who bears another number in the same records is somebody else.
  return (await getPerson(transaction, found)).external_key === null ? found : undefined
}

async function create(transaction: Transaction, row: PersonRow): Promise<AppliedRow> {
  const personId = await createPerson(transaction, {
    displayName: row.name,
    language: row.language ?? row.organisationLanguage,
    email: row.email,
    phone: row.phone,
    externalKey: row.externalKey,
  })
  await writeConsents(transaction, personId, row, row.consents)
  await addTags(transaction, personId, row.tags)
  return { verdict: 'create', subjectId: personId }
}

async function update(transaction: Transaction, personId: string, row: PersonRow): Promise<AppliedRow> {
  const { change, externalKey, consents, tags, isSame } = await differences(transaction, personId, row)
  if (isSame) return { verdict: 'unchanged', subjectId: personId }
  if (Object.keys(change).length > 0) await writeChange(transaction, personId, change)
  if (externalKey !== undefined) await writeExternalKey(transaction, personId, externalKey)
  await writeConsents(transaction, personId, row, consents)
  await addTags(transaction, personId, tags)
  return { verdict: 'update', subjectId: personId }
}

async function compare(transaction: Transaction, personId: string, row: PersonRow): Promise<CheckedRow> {
  const { isSame } = await differences(transaction, personId, row)
  return { verdict: isSame ? 'unchanged' : 'update', subjectId: personId }
}

/** What a row says that we do not know yet. */
async function differences(transaction: Transaction, personId: string, row: PersonRow) {
  const known = await getPerson(transaction, personId)
  const change: PersonChange = {
    ...(row.name === known.display_name ? {} : { displayName: row.name }),
    ...(row.email === undefined || row.email === known.email ? {} : { email: row.email }),
    ...(row.phone === undefined || row.phone === known.phone ? {} : { phone: row.phone }),
    ...(row.language === undefined || row.language === known.language ? {} : { language: row.language }),
  }
  const externalKey = row.externalKey === known.external_key ? undefined : row.externalKey
  const consents = await newWords(transaction, personId, row)
  const tags = await newTags(transaction, personId, row.tags)
  const isSame = Object.keys(change).length === 0 && externalKey === undefined && consents.length + tags.length === 0
  return { change, externalKey, consents, tags, isSame }
}

/** Those they do not bear yet; of more than anybody may bear the row is refused. */
async function newTags(transaction: Transaction, personId: string, tags: readonly string[]): Promise<string[]> {
  if (tags.length === 0) return []
  const borne = new Set((await tagsOf(transaction, personId)).map(foldTag))
  const added = tags.filter((tag) => !borne.has(foldTag(tag)))
  if (borne.size + added.length > mostTags) throw tooManyTags()
  return added
}

/** A yes counts only from somebody who has said nothing yet; a no counts unless the last word on all channels is a no already. */
async function newWords({ db, organisationId }: Transaction, personId: string, row: PersonRow) {
  if (row.consents.length === 0) return []
  const said = await db
    .selectFrom('consents')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .select(['purpose', 'channel', 'granted'])
    .orderBy('at', 'desc')
    .orderBy('consent_id', 'desc')
    .execute()
  return row.consents.filter(({ purpose, granted }) => {
    const words = said.filter((word) => word.purpose === purpose)
    return granted ? words.length === 0 : (words.find((word) => word.channel === 'all')?.granted ?? true)
  })
}

async function writeConsents(
  transaction: Transaction,
  personId: string,
  row: PersonRow,
  consents: PersonRow['consents'],
): Promise<void> {
  for (const consent of consents) {
    await recordConsent(transaction, {
      ...consent,
      personId,
      channel: 'all',
      source: 'import',
      textVersion: 'import/1',
      language: row.language ?? row.organisationLanguage,
    })
  }
}

async function writeExternalKey(
  { db, organisationId }: Transaction,
  personId: string,
  externalKey: string,
): Promise<void> {
  await db
    .updateTable('persons')
    .set({ external_key: externalKey })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .execute()
}

async function homeOf({ db, organisationId }: Transaction): Promise<{ country: string; language: Language }> {
  const { country, language } = await db
    .selectFrom('organisations')
    .where('organisation_id', '=', organisationId)
    .select(['country', 'language'])
    .executeTakeFirstOrThrow()
  return { country, language: isLanguage(language) ? language : 'en' }
}

function readEmail(typed: string): string | undefined {
  if (typed === '') return undefined
  const email = normaliseEmail(typed)
  if (email === undefined) throw new Failure('people.email-invalid', {}, { field: 'email' })
  return email
}

/** Tags of one cell, between commas, semicolons, bars or lines. Fails with `people.tag-too-long`, `people.too-many-tags`. */
function readTags(typed: string): string[] {
  const words = typed.split(/[,;|、，；｜\n]/u).map(tidyTag)
  const tags = [...new Map(words.filter(Boolean).map((word) => [foldTag(word), word])).values()]
  const long = tags.find((tag) => !tagWord.safeParse(tag).success)
  if (long !== undefined) throw new Failure('people.tag-too-long', { tag: long.slice(0, 60) }, { field: 'tags' })
  if (tags.length > mostTags) throw tooManyTags()
  return tags
}

function readPhone(typed: string, country: string): string | undefined {
  if (typed === '') return undefined
  const phone = normalisePhone(typed, country)
  if (phone === undefined) throw new Failure('people.phone-invalid', {}, { field: 'phone' })
  return phone
}

function readLanguage(typed: string): Language | undefined {
  if (typed === '') return undefined
  const language = languageNames[typed.normalize('NFKC').toLowerCase()] ?? languageFromTag(typed)
  if (language === undefined) throw new Failure('people.language-unknown', {}, { field: 'language' })
  return language
}

const languageNames: Readonly<Record<string, Language>> = {
  english: 'en',
  inglese: 'en',
  italian: 'it',
  italiano: 'it',
  japanese: 'ja',
  日本語: 'ja',
  日文: 'ja',
  繁體中文: 'zh-Hant',
  中文: 'zh-Hant',
  英文: 'en',
  简体中文: 'zh-Hans',
  簡體中文: 'zh-Hans',
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'sì', 'si', 'はい', '同意', '是', '有', '○', '✓', 'v'])
const no = new Set(['no', 'n', 'false', '0', 'いいえ', '不同意', '否', '沒有', '没有', '×'])

function readAnswer(typed: string, at: string): boolean | undefined {
  const answer = typed.normalize('NFC').toLowerCase()
  if (answer === '') return undefined
  if (yes.has(answer)) return true
  if (no.has(answer)) return false
  throw new Failure('people.consent-unclear', {}, { field: at })
}
