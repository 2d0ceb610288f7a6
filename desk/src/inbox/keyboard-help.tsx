import { Kbd, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './inbox.module.css'
import { inboxKeys } from './keyboard.ts'

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The inbox's keys, one a line. */
export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal {...{ opened, onClose }} title={t('inbox.keys.title')} closeButtonProps={{ 'aria-label': t('acts.close') }}>
      <dl className={styles.keys}>
        {inboxKeys.map(({ key, act }) => (
          <div key={key}>
            <dt>
              <Kbd>{key === 'Escape' ? 'Esc' : key}</Kbd>
            </dt>
            <dd>{t(`inbox.keys.${act}`)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Kbd>{isApple ? '⌘' : 'Ctrl'}</Kbd> <Kbd>↵</Kbd>
          </dt>
          <dd>{t('inbox.keys.send')}</dd>
        </div>
      </dl>
    </Modal>
  )
}
