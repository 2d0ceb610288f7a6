import { randomBytes } from 'node:crypto'
import { createCampaign, createFund } from '../campaigns/actions.ts'
import type { NewCampaign } from '../campaigns/campaign.ts'
import { createProgramme } from '../cases/programmes.ts'
import { createChannelAccount, listChannelAccounts } from '../conversations/accounts.ts'
import { createPaymentAccount } from '../gifts/payment-account.ts'
import { foundOrganisation } from '../organisations/found.ts'
import { createLegalEntity } from '../organisations/legal-entities.ts'
import { type Language, languages } from '../platform/languages.ts'
import type { Context, Scope } from '../platform/scope.ts'
import { type DemoDoors, demoSlug } from './demo.ts'
import { addDays } from './story-day.ts'

/** A purpose of the demo: who asks, for what, in which currency. */
export interface Purpose {
  readonly campaignId: string
  readonly slug: string
  readonly currency: 'TWD' | 'EUR' | 'CNY'
  readonly fundId: string
}

/** Everything of the demo organisation that does not change while its story is told. */
export interface Foundation {
  readonly scope: Scope
  readonly lineAccountId: string
  readonly webAccountId: string
  /** Where the website's chat delivers. */
  readonly webHookKey: string
  readonly taiwan: Purpose
  readonly italy: Purpose
  /** A project on a giving platform: its gifts come as orders, never by our own form. */
  readonly ferry: Purpose
  readonly programmes: Readonly<Record<'cleft' | 'heart' | 'italy' | 'ferry', string>>
}

/** Founds the demo organisation with its legal entities, accounts, campaigns and programmes, on the story's first day. */
export async function foundDemo(
  context: Context,
  doors: DemoDoors,
  days: { first: string; last: string },
): Promise<Foundation> {
  const { name, texts } = wordsOf(context)
  const scope = await foundOrganisation(context, {
    slug: demoSlug,
    name,
    country: 'TW',
    timeZone: 'Asia/Taipei',
    language: 'zh-Hant',
    phone: '+886 2 5550 0100',
    email: 'hello@morninglight.example.org',
    website: 'https://morninglight.example.org',
    officeHours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['09:00', '18:00']])),
    isDemo: true,
    texts,
  })
  const { lineAccountId } = await doors.createSandboxAccounts(scope, { name, currency: 'TWD' })
  await createPaymentAccount(scope, {
    provider: 'sandbox',
    name: 'Pagamento di prova',
    currency: 'EUR',
    config: { secret: doors.testPaySecret(scope) },
  })
  const legalEntityId = await foundLegalEntity(scope)
  const taiwan = await foundTaiwan(scope, legalEntityId, days)
  const italy = await foundItaly(scope, days)
  const ferry = await foundFerry(scope, legalEntityId, days)
  const programmes = {
    cleft: await programme(scope, 'cleft', taiwan, 'valley'),
    heart: await programme(scope, 'heart', taiwan, 'kite'),
    italy: await programme(scope, 'italy', italy, 'lanterns'),
    ferry: await programme(scope, 'ferry', ferry, 'kite'),
  }
  return { scope, lineAccountId, ...(await foundWebChat(scope)), taiwan, italy, ferry, programmes }
}

/** The chat of the organisation's website; any page may show it, because the demo's website is nowhere. */
async function foundWebChat(scope: Scope): Promise<Pick<Foundation, 'webAccountId' | 'webHookKey'>> {
  const name = scope.context.translator.in('zh-Hant')('demo:website')
  const config = { visitorSecret: randomBytes(32).toString('base64url'), origins: [] }
  const webAccountId = await createChannelAccount(scope, { kind: 'webchat', name, config })
  const accounts = await listChannelAccounts(scope)
  const webHookKey = accounts.find(({ channel_account_id }) => channel_account_id === webAccountId)?.hook_key ?? ''
  return { webAccountId, webHookKey }
}

function wordsOf({ translator }: Context) {
  const texts = languages.map((language) => {
    const t = translator.in(language)
    return { language, name: t('demo:organisation.name'), description: t('demo:organisation.description') }
  })
  return { texts, name: translator.in('zh-Hant')('demo:organisation.name') }
}

type Days = Parameters<typeof foundDemo>[2]

function foundLegalEntity(scope: Scope): Promise<string> {
  return createLegalEntity(scope, {
    name: '財團法人晨光兒童醫療基金會（示範）',
    country: 'TW',
    address: '臺北市示範區晨光路 1 號',
    registrationNumber: '00000000',
    approvalNumber: '範例登記字第 000000 號',
    receiptPrefix: 'DEMO-TW',
  })
}

async function foundTaiwan(scope: Scope, legalEntityId: string, { first, last }: Days): Promise<Purpose> {
  const fundId = await createFund(scope, { code: 'children-tw', name: '臺灣兒童手術基金', isRestricted: true })
  return found(scope, 'taiwan', 'TWD', {
    slug: 'smile-and-run',
    fundId,
    legalEntityId,
    goalMinor: 90_000_000n,
    capMinor: 120_000_000n,
    startsOn: first,
    endsOn: addDays(last, 120),
    permitNumber: '衛部救字第 0000000000 號（範例）',
    permitAuthority: '衛生福利部（範例）',
    programmeShareBasisPoints: 800,
    minimumSliceMinor: 10_000n,
    suggestedMinor: [50_000n, 100_000n, 300_000n],
    picture: 'valley',
  })
}

async function foundItaly(scope: Scope, { first, last }: Days): Promise<Purpose> {
  const legalEntityId = await createLegalEntity(scope, {
    name: 'Associazione Luce del Mattino ETS (demo)',
    country: 'IT',
    address: 'Via di Esempio 1, 20100 Milano',
    registrationNumber: '00000000000',
    approvalNumber: 'RUNTS n. 00000 (esempio)',
    receiptPrefix: 'DEMO-IT',
  })
  const fundId = await createFund(scope, { code: 'children-it', name: 'Fondo bambini Italia', isRestricted: true })
  return found(scope, 'italy', 'EUR', {
    slug: 'un-sorriso',
    fundId,
    legalEntityId,
    goalMinor: 2_500_000n,
    startsOn: first,
    endsOn: addDays(last, 120),
    programmeShareBasisPoints: 500,
    minimumSliceMinor: 500n,
    suggestedMinor: [2_000n, 5_000n, 10_000n],
    picture: 'lanterns',
  })
}

async function foundFerry(scope: Scope, legalEntityId: string, { first, last }: Days): Promise<Purpose> {
  const fundId = await createFund(scope, { code: 'children-ferry', name: '離島回診船票基金', isRestricted: true })
  return found(scope, 'ferry', 'CNY', {
    slug: 'ferry-home',
    fundId,
    legalEntityId,
    goalMinor: 600_000n,
    startsOn: first,
    endsOn: addDays(last, 120),
    programmeShareBasisPoints: 300,
    minimumSliceMinor: 100n,
    picture: 'kite',
    // The public is asked on the platform, by the platform's own permission; never on our pages.
    state: 'draft',
  })
}

type Terms = Omit<NewCampaign, 'texts' | 'currency'>

async function found(
  scope: Scope,
  name: 'taiwan' | 'italy' | 'ferry',
  currency: Purpose['currency'],
  terms: Terms,
): Promise<Purpose> {
  const texts = inEveryLanguage((language) => {
    const t = scope.context.translator.in(language)
    const part = (key: string) => t(`demo:campaigns.${name}.${key}`)
    return { title: part('title'), summary: part('summary'), story: part('story') }
  })
  const campaignId = await createCampaign(scope, { state: 'public', ...terms, currency, texts })
  return { campaignId, slug: terms.slug, currency, fundId: terms.fundId }
}

function programme(
  scope: Scope,
  name: keyof Foundation['programmes'],
  { fundId, currency }: Purpose,
  picture: string,
): Promise<string> {
  const words = inEveryLanguage((language) => scope.context.translator.in(language)(`demo:programmes.${name}`))
  return createProgramme(scope, { slug: name, fundId, currency, name: words, picture })
}

/** The same thing said in each of the five languages. */
export function inEveryLanguage<Said>(say: (language: Language) => Said): Record<Language, Said> {
  return {
    en: say('en'),
    it: say('it'),
    ja: say('ja'),
    'zh-Hant': say('zh-Hant'),
    'zh-Hans': say('zh-Hans'),
  }
}
