import { IconMessages, IconReceipt } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConversations } from '../api/conversations.ts'
import { useGifts } from '../api/gifts.ts'
import { Empty } from '../pieces/empty.tsx'
import { Face } from '../pieces/face.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { useNameOf } from '../words/names.ts'
import styles from './home.module.css'

const shownLines = 5

/** The people who wait for an answer, those who wrote last first. */
export function WaitingTalks() {
  const { t } = useTranslation()
  const formats = useFormats()
  const filter = { state: 'waiting' } as const
  const { items } = useConversations(filter)
  return (
    <Section
      title={t('home.talks')}
      acts={
        <Link to="/inbox" search={filter} className="small">
          {t('home.toInbox')}
        </Link>
      }
    >
      {!items && <Loading rows={3} />}
      {items?.length === 0 && <Empty icon={IconMessages} title={t('home.noTalks')} words={t('home.noTalksWords')} />}
      <div className={styles.rows}>
        {items?.slice(0, shownLines).map(({ id, personName, preview, lastMessageAt }) => (
          <Link
            key={id}
            to="/inbox/$conversationId"
            params={{ conversationId: id }}
            search={filter}
            className={styles.talk ?? ''}
          >
            <Face name={personName} size={32} />
            <span className={styles.words}>
              <strong>{personName}</strong>
              <span className="quiet small">{preview || t('inbox.noWords')}</span>
            </span>
            {lastMessageAt && <span className="quiet small unbroken">{formats.ago(lastMessageAt)}</span>}
          </Link>
        ))}
      </div>
    </Section>
  )
}

/** The gifts that came last. */
export function NewestGifts() {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNameOf()
  const { items } = useGifts({})
  return (
    <Section
      title={t('home.newest')}
      acts={
        <Link to="/gifts" className="small">
          {t('home.toGifts')}
        </Link>
      }
    >
      {!items && <Loading rows={3} />}
      {items?.length === 0 && <Empty icon={IconReceipt} title={t('gifts.emptyTitle')} words={t('gifts.emptyWords')} />}
      <div className={styles.rows}>
        {items?.slice(0, shownLines).map(({ id, donorName, amount, receivedAt }) => (
          <Link key={id} to="/gifts/$giftId" params={{ giftId: id }} className={styles.gift ?? ''}>
            <span className={styles.words}>
              <strong>{nameOf(donorName)}</strong>
              <span className="quiet small">{formats.ago(receivedAt)}</span>
            </span>
            <span className="figure">{formats.money(amount)}</span>
          </Link>
        ))}
      </div>
    </Section>
  )
}
