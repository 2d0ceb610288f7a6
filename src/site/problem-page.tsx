import type { Frame } from './frame.ts'
import { Page } from './page.tsx'

/** The problems a public address can meet, by HTTP status. 410 is a private link that expired or was used. */
export const problems = [404, 410, 429, 500, 503] as const
type Problem = (typeof problems)[number]

interface ProblemProps {
  frame: Frame
  /** A problem every address can meet, or the words of a particular one. */
  problem: Problem | { readonly title: string; readonly text: string }
  /** The conversation in which a fresh link can be had, for 410. */
  chat?: { readonly channel: string; readonly url: string }
}

/** What happened, what was kept, what to do now. */
export function ProblemPage({ frame, problem, chat }: ProblemProps) {
  const { t, organisation } = frame
  const { title, text } =
    typeof problem === 'number' ? { title: t(`problem.${problem}.title`), text: t(`problem.${problem}.text`) } : problem
  return (
    <Page frame={frame} title={title} isPrivate>
      <section class="outcome">
        <h1>{title}</h1>
        <p class="lede">{text}</p>
        {problem === 410 && chat && (
          <p class="buttons">
            <a class="button" href={chat.url}>
              {t('problem.410.chat', { channel: chat.channel })}
            </a>
          </p>
        )}
        {organisation?.phone && organisation.email && (
          <p>
            {t('problem.reach', { phone: organisation.phone.replaceAll(' ', '\u00a0'), email: organisation.email })}
          </p>
        )}
      </section>
    </Page>
  )
}
