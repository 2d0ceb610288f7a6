import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { useHandedOn } from './call-backs-api.ts'
import styles from './connectors.module.css'

/** What of a round went back to giving platforms, through their door and in files, and what waits to be called back. */
export function HandedOn({ roundId }: { roundId: string }) {
  const may = useMay()
  return may('gifts.read') ? <Shown roundId={roundId} /> : null
}

function Shown({ roundId }: { roundId: string }) {
  const { t } = useTranslation('connectors')
  const formats = useFormats()
  const { data, error } = useHandedOn(roundId)
  if (error) return <ErrorNote error={error} />
  if (!data || (data.platforms.length === 0 && data.filed === null)) return null
  const { platforms, filed, correctionCount, callBackCount } = data
  return (
    <Section title={t('callBacks.handedOn')}>
      <dl className={styles.figures}>
        {platforms.map(({ name, states }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {Object.entries(states)
                .toSorted()
                .map(([state, count]) => (
                  <span key={state} className={styles.state}>
                    {formats.number(count)} {t(`states.${state}`)}
                  </span>
                ))}
            </dd>
          </div>
        ))}
      </dl>
      {correctionCount > 0 && <p className="small">{t('callBacks.corrections', { count: correctionCount })}</p>}
      {filed && <p className="small">{t('callBacks.filed', { count: filed.count, when: formats.ago(filed.at) })}</p>}
      {callBackCount > 0 && (
        <p className="small">
          <Link to="/gifts/exceptions">{t('callBacks.open', { count: callBackCount })}</Link>
        </p>
      )}
    </Section>
  )
}
