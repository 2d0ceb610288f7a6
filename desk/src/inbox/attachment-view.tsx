import {
  type Icon,
  IconAddressBook,
  IconExternalLink,
  IconFile,
  IconMapPin,
  IconMicrophone,
  IconMovie,
  IconPhoto,
  IconSticker2,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '../api/conversations.ts'
import { lengthOf, mapOf, sizeOf } from './attachment.ts'
import styles from './inbox.module.css'

const signs: Record<Attachment['kind'], Icon> = {
  image: IconPhoto,
  video: IconMovie,
  audio: IconMicrophone,
  file: IconFile,
  location: IconMapPin,
  sticker: IconSticker2,
  contact: IconAddressBook,
}

/** Something a person sent that is not words: a place as a link to a map, anything else as a card that says what it is. */
export function AttachmentView({ attachment, isOurs = false }: { attachment: Attachment; isOurs?: boolean }) {
  const { t } = useTranslation()
  const { kind, title, fileName, address, phone } = attachment
  const Sign = signs[kind]
  const map = mapOf(attachment)
  const facts = [fileName ?? title, address, phone, lengthOf(attachment), sizeOf(attachment)].filter(Boolean)
  return (
    <div className={styles.attachment}>
      <Sign size={28} stroke={1.4} aria-hidden />
      <span>
        <strong>{t(`attachments.${kind}`)}</strong>
        {facts.length > 0 && <span className="words"> {facts.join(' · ')}</span>}
        <span className="quiet small" style={{ display: 'block' }}>
          {map ? (
            <a href={map} target="_blank" rel="noreferrer">
              {t('attachments.onMap')} <IconExternalLink size={12} aria-hidden />
            </a>
          ) : (
            !isOurs && kind !== 'location' && kind !== 'contact' && t('attachments.notShown')
          )}
        </span>
      </span>
    </div>
  )
}
