import { useTranslation } from 'react-i18next'
import { ChannelSign } from '../inbox/channel-name.tsx'
import styles from './connections.module.css'

/** Channels by what they are for; one that is in none of them stands with the apps. */
const groups: readonly { name: 'apps' | 'own' | 'teams'; kinds: readonly string[] }[] = [
  { name: 'apps', kinds: ['line', 'whatsapp', 'messenger', 'instagram', 'telegram', 'viber', 'wechat'] },
  { name: 'own', kinds: ['webchat', 'email'] },
  { name: 'teams', kinds: ['slack'] },
]

interface KindChoiceProps {
  kinds: readonly string[]
  value: string
  disabled: boolean
  onChange: (kind: string) => void
}

/** Which channel to connect, each with its sign and what it is good for. */
export function KindChoice({ kinds, value, disabled, onChange }: KindChoiceProps) {
  const { t, i18n } = useTranslation(['desk', 'channels'])
  const placed = groups.flatMap((group) => group.kinds)
  return (
    <>
      <p className="quiet small">{t('connections.notRun')}</p>
      {groups.map(({ name, kinds: known }) => {
        const here = kinds.filter((kind) => known.includes(kind) || (name === 'apps' && !placed.includes(kind)))
        if (here.length === 0) return null
        return (
          <fieldset key={name} className={styles.kindGroup}>
            <legend>{t(`connections.groups.${name}`)}</legend>
            <div className={styles.kinds}>
              {here.map((kind) => (
                <label key={kind} className={styles.kind}>
                  <input
                    type="radio"
                    name="kind"
                    value={kind}
                    checked={kind === value}
                    disabled={disabled}
                    onChange={() => onChange(kind)}
                  />
                  <ChannelSign kind={kind} size={20} />
                  <span>
                    <strong>{t(`channels:${kind}.name`)}</strong>
                    {i18n.exists(`connections.goodFor.${kind}`) && <small>{t(`connections.goodFor.${kind}`)}</small>}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        )
      })}
    </>
  )
}
