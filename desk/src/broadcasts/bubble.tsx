import { useTranslation } from 'react-i18next'
import type { Language } from '../../../src/platform/languages.ts'
import type { Block, Message } from '../api/broadcasts.ts'
import styles from './bubble.module.css'

interface BubbleProps {
  message: Message
  language: Language
  /** Stands in the place of `{{name}}`. */
  name: string
}

/** A message about as a chat shows it, with the line on how to stop. A channel without cards says the same in words and links. */
export function Bubble({ message, language, name }: BubbleProps) {
  const { t } = useTranslation()
  const { t: say } = useTranslation('broadcasts', { lng: language })
  const stop = say('stop')
  const fill = (words: string) => words.replace(/\{\{\s*name\s*\}\}/g, () => name)
  const last = message.blocks.length - 1
  const endsInPicture = message.blocks[last]?.type === 'image'
  return (
    <section className={styles.phone} aria-label={t('broadcasts.preview')} lang={language}>
      {message.blocks.map((block, place) => (
        <BlockView
          key={[block.type, place].join()}
          block={block}
          fill={fill}
          end={place === last && !endsInPicture ? stop : undefined}
        />
      ))}
      {endsInPicture && (
        <div className={styles.bubble}>
          <p className="words">{stop}</p>
        </div>
      )}
    </section>
  )
}

interface BlockProps {
  block: Block
  fill: (words: string) => string
  end: string | undefined
}

function BlockView({ block, fill, end }: BlockProps) {
  const { t } = useTranslation()
  if (block.type === 'image') {
    return <img src={block.url} alt={fill(block.description)} className={`${styles.picture} ${styles.alone}`} />
  }
  if (block.type === 'card') return <CardView card={block} fill={fill} end={end} />
  const said = block.type === 'text' ? fill(block.text) : t('broadcasts.otherPart')
  return (
    <div className={styles.bubble}>
      <p className="words">{[said, end].filter(Boolean).join('\n\n')}</p>
    </div>
  )
}

function CardView({ card, fill, end }: Omit<BlockProps, 'block'> & { card: Extract<Block, { type: 'card' }> }) {
  const { picture, title, body, buttons } = card
  return (
    <div className={styles.card}>
      {picture && <img src={picture.url} alt={fill(picture.description)} className={styles.picture} />}
      <div className={styles.said}>
        <p className={`${styles.title} words`}>{fill(title)}</p>
        <p className="words">{[body && fill(body), end].filter(Boolean).join('\n\n')}</p>
      </div>
      {buttons.map(({ label }, place) => (
        <div key={[label, place].join()} className={styles.button}>
          {fill(label)}
        </div>
      ))}
    </div>
  )
}
