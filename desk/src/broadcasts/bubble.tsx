import { useTranslation } from 'react-i18next'
import type { Language } from '../../../src/platform/languages.ts'
import type { Block, Message } from '../api/broadcasts.ts'
import styles from './bubble.module.css'

/** A message as it was received, about as a chat shows it. A channel without cards says the same in words and links. */
export function Bubble({ message, language }: { message: Message; language: Language }) {
  const { t } = useTranslation()
  return (
    <section className={styles.phone} aria-label={t('broadcasts.preview')} lang={language}>
      {message.blocks.map((block, place) => (
        <BlockView key={[block.type, place].join()} block={block} />
      ))}
    </section>
  )
}

function BlockView({ block }: { block: Block }) {
  const { t } = useTranslation()
  if (block.type === 'image') {
    return <img src={block.url} alt={block.description} className={`${styles.picture} ${styles.alone}`} />
  }
  if (block.type === 'card') return <CardView card={block} />
  return (
    <div className={styles.bubble}>
      <p className="words">{block.type === 'text' ? block.text : t('broadcasts.otherPart')}</p>
    </div>
  )
}

function CardView({ card: { picture, title, body, buttons } }: { card: Extract<Block, { type: 'card' }> }) {
  return (
    <div className={styles.card}>
      {picture && <img src={picture.url} alt={picture.description} className={styles.picture} />}
      <div className={styles.said}>
        <p className={`${styles.title} words`}>{title}</p>
        <p className="words">{body}</p>
      </div>
      {buttons.map(({ label }, place) => (
        <div key={[label, place].join()} className={styles.button}>
          {label}
        </div>
      ))}
    </div>
  )
}
