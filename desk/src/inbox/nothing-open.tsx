import { Kbd } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../pieces/empty.tsx'
import styles from './inbox.module.css'

/** Beside the list while no conversation is open. */
export function NothingOpen() {
  const { t } = useTranslation()
  return (
    <div className={styles.nothing}>
      <Empty icon={IconMessages} title={t('inbox.pickTitle')} words={t('inbox.pickWords')}>
        <span className="quiet small">
          <Kbd size="xs">j</Kbd> <Kbd size="xs">k</Kbd> {t('inbox.pickKeys')} <Kbd size="xs">?</Kbd>
        </span>
      </Empty>
    </div>
  )
}
