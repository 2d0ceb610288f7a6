import type { Frame } from './frame.ts'
import { Page } from './page.tsx'

/** The problems a public address can meet, by HTTP status. 410 is a private link that expired or was used. */
export const problems = [404, 410, 429, 500, 503] as const
export type Problem = (typeof problems)[number]

interface ProblemProps {
  frame: Frame
  problem: Problem
  /** The conversation in which a fresh link can be had, for 410. */
  chat?: { readonly channel: string; readonly url: string }
}

/** What happened, what was kept, what to do now. */
export function ProblemPage({ frame, problem, chat }: ProblemProps) {
  const { t, organisation } = frame
  return (
    <Page frame={frame} title={t(`problem.${problem}.title`)} isPrivate>
      <section class="outcome">
        <h1>{t(`problem.${problem}.title`)}</h1>
        <p class="lede">{t(`problem.${problem}.text`)}</p>
        {problem === 410 && chat && (
          <p class="buttons">
            <a class="button" href={chat.url}>
              {t('problem.410.chat', { channel: chat.channel })}
            </a>
          </p>
        )}
        {organisation && (
          <p>
            {t('problem.reach', { phone: organisation.phone.replaceAll(' ', '\u00a0'), email: organisation.email })}
          </p>
        )}
      </section>
    </Page>
  )
}
