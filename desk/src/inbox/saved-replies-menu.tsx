import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { languageName } from '../words/names.ts'
import styles from './saved-replies.module.css'
import type { useSavedRepliesMenu } from './use-saved-replies-menu.ts'

interface SavedRepliesMenuProps {
  menu: ReturnType<typeof useSavedRepliesMenu>
  /** The person's language: others are said by name. */
  language: string
}

/** The replies to choose from, above the place to write; the keyboard stays in the text. */
export function SavedRepliesMenu({ menu, language }: SavedRepliesMenuProps) {
  const { t } = useTranslation()
  const { isOpen, isRead, offers, place, listId, take } = menu
  if (!isOpen || !isRead) return null
  return (
    <div className={styles.menu}>
      {offers.length === 0 ? (
        <p className="quiet small">{t('savedReplies.none')}</p>
      ) : (
        <div role="listbox" id={listId} aria-label={t('savedReplies.title')} className={styles.offers}>
          {offers.map((offer, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard in the place to write, where the reader stays
            <div
              key={offer.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === place}
              tabIndex={-1}
              className={styles.offer}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(offer)}
              ref={(element) => {
                if (index === place) element?.scrollIntoView({ block: 'nearest' })
              }}
            >
              <strong>{offer.name}</strong>
              {offer.language !== language && <span className="quiet small">{languageName(offer.language)}</span>}
              <span className={styles.start}>{offer.text}</span>
            </div>
          ))}
        </div>
      )}
      <Link to="/inbox/saved-replies" className="small">
        {t('savedReplies.manage')}
      </Link>
    </div>
  )
}
