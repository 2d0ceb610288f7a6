import { sql } from 'kysely'
import { shownTexts } from '../cases/shown-text.ts'
import type { Card, OutboundMessage } from '../channels/message.ts'
import { giftPageLinks } from '../gifts/gift-page-link.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import { formatMoney } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'

/** One update for one person: what all their gifts of the case are part of. */
interface Telling {
  person_id: string
  update_id: string
  stage: string
  pseudonym: string
  /** The programme's illustration. */
  picture: string
  language: string
  currency: string
  share_minor: bigint
  /** The newest of the gifts; its page tells the whole story. */
  gift_id: string
}

/** What one person gets in a round: the message, and the updates it tells. */
export interface Report {
  content: OutboundMessage
  told: readonly string[]
}

/**
 * The one message each of some people gets in a round: for each child one picture, one thought and one button, in the person's
 * language, with the released words and their own share. Tells all that is queued for them; who has nothing queued is left out.
 */
export async function compose(
  transaction: Transaction,
  roundId: string,
  personIds: readonly string[],
): Promise<Map<string, Report>> {
  const tellings = await readTellings(transaction, roundId, personIds)
  const texts = await shownTexts(transaction, [...new Set(tellings.map((telling) => telling.update_id))])
  const pages = await giftPageLinks(
    transaction,
    tellings.map((telling) => telling.gift_id),
  )
  const reports = new Map<string, Report>()
  for (const [index, telling] of tellings.entries()) {
    const { person_id: personId, update_id: updateId } = telling
    const isLast = tellings[index + 1]?.person_id !== personId
    const language = isLanguage(telling.language) ? telling.language : 'en'
    const words = texts.get(updateId)?.[language] ?? ''
    const card = cardOf(transaction, telling, { language, words, isLast, url: pages.get(telling.gift_id) })
    const before = reports.get(personId) ?? { content: { blocks: [], quickReplies: [], altText: card.title }, told: [] }
    const content = { ...before.content, blocks: [...before.content.blocks, card] }
    reports.set(personId, { content, told: [...before.told, updateId] })
  }
  return reports
}

function cardOf(
  transaction: Transaction,
  telling: Telling,
  { language, words, isLast, url }: { language: Language; words: string; isLast: boolean; url: string | undefined },
): Card {
  const t = transaction.context.translator.in(language)
  const { pseudonym, stage } = telling
  const share = formatMoney({ minor: telling.share_minor, currency: telling.currency }, language)
  const lines = [words, t(`script:feedback.${stage}.share`, { share }), ...(isLast ? [t('script:feedback.stop')] : [])]
  return {
    type: 'card',
    picture: {
      url: pictureUrl(transaction, telling.picture),
      description: t('script:feedback.illustration', { pseudonym }),
    },
    title: t('script:feedback.title', { pseudonym }),
    body: lines.join('\n\n'),
    fields: [],
    buttons: url === undefined ? [] : [{ type: 'link', label: t('script:feedback.button'), url }],
  }
}

/** The illustrations there are as JPEG under `/assets/illustrations`; a name not drawn shows the first, as on the site. */
const drawn = ['valley', 'kite', 'lanterns'] as const

/** Absolute, since a channel's provider fetches it itself; where it cannot, the adapter lets the words stand alone. */
function pictureUrl({ context }: Transaction, name: string): string {
  const picture = drawn.find((each) => each === name) ?? drawn[0]
  return `${context.settings.publicUrl}/assets/illustrations/${picture}.jpg`
}

/** What is queued for these people, in the order in which it was released. */
async function readTellings(
  { db, organisationId }: Transaction,
  roundId: string,
  personIds: readonly string[],
): Promise<Telling[]> {
  const { rows } = await sql<Telling>`
    select r.person_id, r.update_id, u.stage, c.pseudonym, o.picture, p.language, a.currency,
      sum(a.amount_minor)::bigint as share_minor,
      (array_agg(a.gift_id order by g.received_at desc, a.gift_id))[1] as gift_id
    from feedback_results r
    join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    join programmes o on o.organisation_id = c.organisation_id and o.programme_id = c.programme_id
    join persons p on p.organisation_id = r.organisation_id and p.person_id = r.person_id
    join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
    join allocations a on a.organisation_id = r.organisation_id and a.gift_id = r.gift_id and a.case_id = u.case_id
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId}
      and r.person_id = any(${[...personIds]}::uuid[]) and r.result = 'queued'
    group by r.person_id, r.update_id, u.stage, u.approved_at, c.pseudonym, o.picture, p.language, a.currency
    order by r.person_id, u.approved_at, r.update_id`.execute(db)
  return rows
}
