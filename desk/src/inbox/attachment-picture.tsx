import { Modal, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '../api/conversations.ts'
import { FileAsMandate } from '../gifts/mandate-act.tsx'
import { sizeOf } from './attachment.ts'
import styles from './inbox.module.css'

/** A picture somebody sent, small in the thread and large in a dialog. What it shows nobody has written down: it says whose it is. */
export function AttachmentPicture({ attachment, from }: { attachment: Attachment; from: string }) {
  const { t } = useTranslation(['desk', 'conversations'])
  const [opened, { open, close }] = useDisclosure()
  const { href, thumbnail, title, fileName, kind } = attachment
  const words = title ?? t('conversations:media.picture', { name: from })
  const small = <img className={styles.picture} src={thumbnail ?? href ?? ''} alt={words} loading="lazy" />
  if (kind === 'sticker') return <span className={styles.sticker}>{small}</span>
  return (
    <>
      <UnstyledButton
        onClick={open}
        aria-haspopup="dialog"
        aria-label={`${words}. ${t('conversations:media.enlarge')}`}
      >
        {small}
      </UnstyledButton>
      <Modal
        opened={opened}
        onClose={close}
        title={words}
        size="auto"
        centered
        closeButtonProps={{ 'aria-label': t('conversations:media.close') }}
      >
        <img className={styles.largePicture} src={href ?? ''} alt={words} />
        <div className="bar spread" style={{ marginTop: 8 }}>
          <span className="small">
            <IconDownload size={12} aria-hidden />{' '}
            <a href={href ?? ''} download={fileName ?? ''}>
              {t('conversations:media.original')}
            </a>{' '}
            <span className="quiet">{sizeOf(attachment)}</span>
          </span>
          {href?.startsWith('/api/messages/') && <FileAsMandate href={href} />}
        </div>
      </Modal>
    </>
  )
}
