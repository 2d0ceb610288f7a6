import { Progress } from '@mantine/core'
import type { Block } from '../api/conversations.ts'
import { attachmentOf, ownAddress } from './attachment.ts'
import { AttachmentView } from './attachment-view.tsx'
import styles from './inbox.module.css'

/** A part of a message of ours, as it reads on the other side. */
export function BlockView({ block, from }: { block: Block; from: string }) {
  if (block.type === 'text') return <p className="words">{block.text}</p>
  if (block.type !== 'card') return <AttachmentView attachment={attachmentOf(block)} from={from} />
  const picture = block.picture && ownAddress(block.picture.url)
  return (
    <div className={styles.cardBlock}>
      {block.picture && picture && <img className={styles.picture} src={picture} alt={block.picture.description} />}
      {block.picture && !picture && <p className="quiet small">{block.picture.description}</p>}
      <strong>{block.title}</strong>
      {block.body && <p className="words">{block.body}</p>}
      {block.progress && (
        <>
          <Progress value={block.progress.percent} size="sm" aria-label={block.progress.label} />
          <p className="small">{block.progress.label}</p>
        </>
      )}
      {block.fields.length > 0 && (
        <dl className={styles.cardFields}>
          {block.fields.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {block.buttons.map(({ label }) => (
        <span key={label} className={styles.cardButton}>
          {label}
        </span>
      ))}
    </div>
  )
}
