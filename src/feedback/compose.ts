import { sql } from 'kysely'
import { isProgress } from '../cases/case.ts'
import { shownTexts } from '../cases/shown-text.ts'
import type { Card, OutboundMessage } from '../channels/message.ts'
import { giftPageLink } from '../gifts/gift-page-link.ts'
import { isLanguage } from '../platform/languages.ts'
import { formatMoney } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'

/** One update for one person: what all their gifts of the case are part of. */
interface Telling {
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

/**
 * The one message a person gets in a round: for each child one picture, one thought and one button, in the person's language,
 * with the released words and their own share. Nothing to tell: no content. `told` are the updates it tells.
 */
export async function compose(
  transaction: Transaction,
  roundId: string,
  personId: string,
): Promise<{ content: OutboundMessage | undefined; told: string[] }> {
  const tellings = await readTellings(transaction, roundId, personId)
  const texts = await shownTexts(
    transaction,
    tellings.map((telling) => telling.update_id),
  )
  const cards: Card[] = []
  for (const telling of tellings) {
    const language = isLanguage(telling.language) ? telling.language : 'en'
    const t = transaction.context.translator.in(language)
    const words = texts.get(telling.update_id)?.[language]
    if (!words || !isProgress(telling.stage)) continue
    const share = formatMoney({ minor: telling.share_minor, currency: telling.currency }, language)
    const url = await giftPageLink(transaction, telling.gift_id)
    const lines = [words, t(`script:feedback.${telling.stage}.share`, { share })]
    if (telling === tellings.at(-1)) lines.push(t('script:feedback.stop'))
    cards.push({
      type: 'card',
      picture: {
        url: pictureUrl(transaction, telling.picture),
        description: t('script:feedback.illustration', { pseudonym: telling.pseudonym }),
      },
      title: t('script:feedback.title', { pseudonym: telling.pseudonym }),
      body: lines.join('\n\n'),
      fields: [],
      buttons: [{ type: 'link', label: t('script:feedback.button'), url }],
    })
  }
  const told = tellings.map((telling) => telling.update_id)
  const [first] = cards
  if (!first) return { content: undefined, told: [] }
  return { content: { blocks: cards, quickReplies: [], altText: first.title }, told }
}

/** The illustrations there are as JPEG under `/assets/illustrations`; a name not drawn shows the first, as on the site. */
const drawn = ['valley', 'kite', 'lanterns'] as const

/** Absolute, since a channel's provider fetches it itself; where it cannot, the adapter lets the words stand alone. */
function pictureUrl({ context }: Transaction, name: string): string {
  const picture = drawn.find((each) => each === name) ?? drawn[0]
  return `${context.settings.publicUrl}/assets/illustrations/${picture}.jpg`
}

/** What is still to be told and may be: the case goes on, the person's gifts are still part of it. */
async function readTellings(
  { db, organisationId }: Transaction,
  roundId: string,
  personId: string,
): Promise<Telling[]> {
  const { rows } = await sql<Telling>`
    select r.update_id, u.stage, c.pseudonym, o.picture, p.language, a.currency, sum(a.amount_minor)::bigint as share_minor,
      (array_agg(a.gift_id order by g.received_at desc, a.gift_id))[1] as gift_id
    from feedback_results r
    join updates u on u.organisation_id = r.organisation_id and u.update_id = r.update_id
    join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
    join programmes o on o.organisation_id = c.organisation_id and o.programme_id = c.programme_id
    join persons p on p.organisation_id = r.organisation_id and p.person_id = r.person_id
    join gifts g on g.organisation_id = r.organisation_id and g.gift_id = r.gift_id
    join allocations a on a.organisation_id = r.organisation_id and a.gift_id = r.gift_id and a.case_id = u.case_id
    where r.organisation_id = ${organisationId} and r.feedback_round_id = ${roundId} and r.person_id = ${personId}
      and r.result = 'queued' and c.stage not in ('withdrawn', 'transferred', 'died')
    group by r.update_id, u.stage, u.approved_at, c.pseudonym, o.picture, p.language, a.currency
    having sum(a.amount_minor) > 0
    order by u.approved_at, r.update_id`.execute(db)
  return rows
}
