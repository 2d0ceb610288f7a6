import type { Frame } from './frame.ts'
import { Page } from './page.tsx'

const parts = ['keep', 'why', 'children', 'log', 'share', 'long', 'rights'] as const

/** `/privacy`: what is kept about a giver, why, who sees it, what the public log holds and what it cannot forget. */
export function PrivacyPage({ frame }: { frame: Frame }) {
  const { t, organisation } = frame
  return (
    <Page frame={frame} title={t('privacy.title')} description={t('privacy.lede')}>
      <h1>{t('privacy.title')}</h1>
      <p class="lede">{t('privacy.lede')}</p>
      {parts.map((part) => (
        <section key={part}>
          <h2>{t(`privacy.${part}.title`)}</h2>
          <p>{t(`privacy.${part}.text`)}</p>
        </section>
      ))}
      {organisation?.email && organisation.phone && (
        <p class="notice">{t('privacy.write', { email: organisation.email, phone: organisation.phone })}</p>
      )}
    </Page>
  )
}
