import { useTranslation } from 'react-i18next'
import { send } from '../api/client.ts'
import { queries } from '../api/queries.ts'
import { useMay, useSession } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { TextField } from '../pieces/fields.tsx'
import styles from './frame.module.css'

/** Says on every page that nothing here is real, and lets an owner end it by typing the organisation's short name. */
export function DemoBanner() {
  const { t } = useTranslation()
  const { organisation } = useSession()
  const may = useMay()
  const remove = async (confirm: string) => {
    await send('POST', '/api/demo/remove', { confirm })
    queries.clear()
    window.location.assign('/')
  }
  return (
    <aside className={styles.banner} aria-label={t('demo.label')}>
      <span>{t('demo.words')}</span>
      <a href="/sandbox" target="_blank" rel="noreferrer">
        {t('demo.phone')}
      </a>
      {may('organisation.change') && (
        <Confirm
          words={t('demo.remove')}
          title={t('demo.removeTitle')}
          act={t('demo.removeAct')}
          danger
          variant="subtle"
          size="compact-xs"
          send={(typed) => remove(typed.text('confirm'))}
        >
          <p>{t('demo.removeWords')}</p>
          <TextField
            name="confirm"
            label={t('demo.typeName', { name: organisation.slug })}
            autoComplete="off"
            data-autofocus
          />
        </Confirm>
      )}
    </aside>
  )
}
