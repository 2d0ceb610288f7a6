import { useTranslation } from 'react-i18next'
import type { ChannelAccount } from '../api/connections.ts'
import { Copied } from './channel-health.tsx'
import styles from './connections.module.css'
import { sentencesIn } from './hook-address.tsx'

/** Where donors open their own page from the chat, whether that works yet, and what has to be done for it. */
export function EntranceAddress({ kind, entrance }: Pick<ChannelAccount, 'kind' | 'entrance'>) {
  const { t, i18n } = useTranslation(['desk', 'channels'])
  if (entrance === null) return null
  const returnWords = `channels:${kind}.signIn.returnUrl`
  return (
    <div className="stack tight">
      <Copied label={t('connections.entrance.url')} value={entrance.url} />
      {entrance.returnUrl !== null && i18n.exists(returnWords) && (
        <Copied label={t(returnWords)} value={entrance.returnUrl} />
      )}
      <details open={!entrance.isReady}>
        <summary className="quiet small">
          {t(`connections.entrance.${entrance.isReady ? 'ready' : 'notReady'}`)}
        </summary>
        <ol className={styles.steps}>
          {sentencesIn(t(`channels:${kind}.signIn.steps`)).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </details>
    </div>
  )
}
