import type { Preview } from '../../feedback/round.ts'
import type { Language } from '../../platform/languages.ts'
import { type Frame, spoken } from '../frame.ts'
import { Page } from '../page.tsx'
import { languageNames } from '../words.ts'

/** What a board member is asked to decide about. */
export interface ApprovalView {
  readonly action: string
  readonly formToken: string
  readonly programme: string
  readonly preview: Preview
  /** Each piece of news as it will be read, in every language it goes out in. */
  readonly news: readonly {
    readonly child: string
    readonly texts: readonly { readonly language: Language; readonly text: string }[]
  }[]
}

interface ApprovalProps {
  frame: Frame
  approval: ApprovalView
}

/** `/approve/:token`: what will be told, to how many, in which languages; a second person says yes or no, once. */
export function ApprovalPage({ frame, approval }: ApprovalProps) {
  const { t } = frame
  const { preview, programme } = approval
  const say = spoken(frame)
  const people = { count: preview.people, people: say.count(preview.people) }
  return (
    <Page frame={frame} title={t('approve.title', { programme })} isPrivate>
      <h1>{t('approve.title', { programme })}</h1>
      <p class="lede">{t('approve.lede', people)}</p>
      <Recipients frame={frame} approval={approval} />
      <section aria-labelledby="news">
        <h2 id="news">{t('approve.news')}</h2>
        {approval.news.map(({ child, texts }) => (
          <div key={child}>
            <h3>{child}</h3>
            {texts.map(({ language, text }) => (
              <blockquote key={language} class="told" lang={language}>
                {text}
                <p class="fine">{languageNames[language]}</p>
              </blockquote>
            ))}
          </div>
        ))}
      </section>
      <p class="notice">{t('approve.consequence', people)}</p>
      <form method="post" action={approval.action}>
        <input type="hidden" name="token" value={approval.formToken} />
        <p class="buttons">
          <button class="button" type="submit" name="decision" value="approve">
            {t('approve.approve')}
          </button>
          <button class="button quiet" type="submit" name="decision" value="decline">
            {t('approve.decline')}
          </button>
        </p>
      </form>
    </Page>
  )
}

function Recipients({ frame, approval: { preview } }: ApprovalProps) {
  const { t } = frame
  const say = spoken(frame)
  const rest = (['shown', 'returned', 'held', 'waiting'] as const).filter((part) => preview[part] > 0)
  return (
    <table class="ledger">
      <caption class="unseen">{t('approve.recipients')}</caption>
      <tbody>
        {preview.recipients.map(({ channel, language, people }) => (
          <tr key={channel + language}>
            <th scope="row">{`${channel} · ${languageNames[language]}`}</th>
            <td>{t('approve.people', { count: people, people: say.count(people) })}</td>
          </tr>
        ))}
        {preview.channels
          .filter(({ messagesLeft }) => messagesLeft !== null)
          .map(({ id, name, messagesLeft }) => (
            <tr key={id}>
              <th scope="row">{t('approve.messagesLeft', { channel: name })}</th>
              <td>{say.count(messagesLeft ?? 0)}</td>
            </tr>
          ))}
        {rest.map((part) => (
          <tr key={part}>
            <th scope="row">{t(`approve.rest.${part}`)}</th>
            <td>{say.count(preview[part])}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('approve.gifts')}</th>
          <td>{say.count(preview.gifts)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

interface DecidedProps {
  frame: Frame
  /** Whose words the page uses: `approve` of a round, `approveUpdate` of news. */
  about: 'approve' | 'approveUpdate'
  decision: 'approve' | 'decline'
}

/** What the decision set going. */
export function DecidedPage({ frame, about, decision }: DecidedProps) {
  const { t } = frame
  const title = t(`${about}.done.${decision}.title`)
  return (
    <Page frame={frame} title={title} isPrivate>
      <section class="outcome">
        <h1>{title}</h1>
        <p class="lede">{t(`${about}.done.${decision}.text`)}</p>
      </section>
    </Page>
  )
}
