import {
  type Icon,
  IconAddressBook,
  IconDownload,
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
import { lengthOf, mapOf, sizeOf, telephoneOf } from './attachment.ts'
import { AttachmentPicture } from './attachment-picture.tsx'
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

/**
 * Something that is not words: a picture and a recording as themselves, anything else as a card that says what it is and what
 * can be done with it, or what became of it.
 */
export function AttachmentView({ attachment, from }: { attachment: Attachment; from: string }) {
  const { href, use } = attachment
  if (href && use === 'picture') return <AttachmentPicture attachment={attachment} from={from} />
  return (
    <div className={styles.attachment} aria-busy={attachment.state === 'wanted' || undefined}>
      <Card attachment={attachment} />
      {href && use === 'recording' && <Recording attachment={attachment} href={href} />}
    </div>
  )
}

function Card({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation()
  const { kind, title, fileName, address } = attachment
  const Sign = signs[kind]
  const telephone = telephoneOf(attachment)
  const name = kind === 'file' ? (fileName ?? title) : title
  const facts = [name, address, lengthOf(attachment), sizeOf(attachment)].filter(Boolean)
  return (
    <div className={styles.attachmentCard}>
      <Sign size={28} stroke={1.4} aria-hidden />
      <span>
        <strong>{t(`attachments.${kind}`)}</strong>
        {facts.length > 0 && <span className="words"> {facts.join(' · ')}</span>}
        {telephone && (
          <span className="words">
            {' '}
            <a href={telephone.href}>{telephone.number}</a>
          </span>
        )}
        <WhatNow attachment={attachment} />
      </span>
    </div>
  )
}

/** What can be done with it, or why nothing can. */
function WhatNow({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation(['desk', 'conversations'])
  const { state, href, fileName, use } = attachment
  const map = mapOf(attachment)
  const reason = attachment.reason ?? 'unreachable'
  return (
    <span className="quiet small" style={{ display: 'block' }} role={state === 'wanted' ? 'status' : undefined}>
      {map && (
        <a href={map} target="_blank" rel="noreferrer">
          {t('attachments.onMap')}
          <IconExternalLink size={12} className="outward" aria-hidden />
        </a>
      )}
      {href && use === 'download' && (
        <>
          <IconDownload size={12} aria-hidden />{' '}
          <a href={href} download={fileName ?? ''}>
            {t('conversations:media.download', { name: fileName ?? t(`attachments.${attachment.kind}`) })}
          </a>
        </>
      )}
      {(state === 'wanted' || state === 'gone') && t(`conversations:media.${state}`)}
      {state === 'refused' && t(`conversations:media.refused.${reason}`)}
    </span>
  )
}

function Recording({ attachment: { kind, title }, href }: { attachment: Attachment; href: string }) {
  const { t } = useTranslation()
  const name = title ?? t(`attachments.${kind}`)
  // A person's own recording comes without captions, and nobody can write them before it has been heard.
  return kind === 'audio' ? (
    // biome-ignore lint/a11y/useMediaCaption: see above
    <audio className={styles.recording} controls preload="metadata" src={href} aria-label={name} />
  ) : (
    // biome-ignore lint/a11y/useMediaCaption: see above
    <video className={styles.recording} controls preload="metadata" src={href} aria-label={name} />
  )
}
