import { CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './composer.module.css'
import { nameOf, type Written } from './written.ts'

interface PiecesBarProps {
  written: Written
  onChange: (change: Partial<Written>) => void
}

/** What stands beside the words, each to be taken away again. */
export function PiecesBar({ written: { pieces, answers }, onChange }: PiecesBarProps) {
  const { t } = useTranslation()
  if (pieces.length + answers.length === 0) return null
  return (
    <ul className={styles.pieces} aria-label={t('inbox.beside')}>
      {pieces.map((piece, place) => (
        // Two may be alike in everything but their place.
        <li key={[piece.type, nameOf(piece), place].join()}>
          <span className="quiet">{t(`inbox.add.${piece.type}`)}</span> <span>{nameOf(piece)}</span>
          <CloseButton
            size="sm"
            aria-label={t('inbox.takeAway', { name: nameOf(piece) })}
            onClick={() => onChange({ pieces: pieces.filter((_, other) => other !== place) })}
          />
        </li>
      ))}
      {answers.map((label) => (
        <li key={label} data-answer>
          <span>{label}</span>
          <CloseButton
            size="sm"
            aria-label={t('inbox.takeAway', { name: label })}
            onClick={() => onChange({ answers: answers.filter((one) => one !== label) })}
          />
        </li>
      ))}
    </ul>
  )
}
