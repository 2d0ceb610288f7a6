import { Alert } from '@mantine/core'
import { IconShieldExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type DeclineWave, endDeclineWave, useDeclineWaves } from '../api/decline-waves.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Facts } from '../pieces/facts.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './payment-changes.module.css'

/** Times in which too many payments were refused: those that are on, with a way to end them, and the latest. Nothing when there are none. */
export function DeclineWaves() {
  const { t } = useTranslation()
  const { data: waves = [] } = useDeclineWaves()
  if (waves.length === 0) return null
  const over = waves.filter(({ endedAt }) => endedAt !== null)
  return (
    <Section title={t('connections.waves.title')} lead={t('connections.waves.lead')}>
      {waves
        .filter(({ endedAt }) => endedAt === null)
        .map((wave) => (
          <Open key={wave.id} wave={wave} />
        ))}
      {over.length > 0 && (
        <ul className={styles.ended}>
          {over.map((wave) => (
            <Over key={wave.id} wave={wave} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Open({ wave }: { wave: DeclineWave }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { id, accountName: name, beganAt } = wave
  return (
    <Alert
      color="danger"
      variant="light"
      icon={<IconShieldExclamation aria-hidden />}
      title={t('connections.waves.on', { name, when: formats.ago(beganAt) })}
    >
      <div className="stack tight">
        <p>
          <Facts of={useFigures(wave)} />
        </p>
        <p>{t('connections.waves.what')}</p>
        <div className="bar">
          <Confirm
            words={t('connections.waves.end')}
            size="xs"
            title={t('connections.waves.endTitle', { name })}
            act={t('connections.waves.end')}
            send={() => endDeclineWave(id)}
          >
            <p>{t('connections.waves.endWords')}</p>
          </Confirm>
        </div>
      </div>
    </Alert>
  )
}

function Over({ wave }: { wave: DeclineWave }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { accountName: name, beganAt, endedAt, endedByName: by } = wave
  const facts = { name, by: by ?? '', from: formats.moment(beganAt), to: endedAt ? formats.moment(endedAt) : '' }
  const figures = useFigures(wave)
  return (
    <li>
      {t(by ? 'connections.waves.endedBy' : 'connections.waves.over', facts)} <Facts of={figures} />
    </li>
  )
}

/** How many were refused, from how many networks, and what was done about it. */
function useFigures({ declines, networks, heldBack, turnedAway }: DeclineWave): readonly string[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    t('connections.waves.declines', { count: declines, shown: formats.number(declines) }),
    ...(networks > 0 ? [t('connections.waves.networks', { count: networks, shown: formats.number(networks) })] : []),
    t('connections.waves.heldBack', { count: heldBack, shown: formats.number(heldBack) }),
    t('connections.waves.turnedAway', { count: turnedAway, shown: formats.number(turnedAway) }),
  ]
}
