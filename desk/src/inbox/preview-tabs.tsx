import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Preview } from '../api/pieces.ts'
import { BlockView } from './block-view.tsx'
import { ChannelSign } from './channel-name.tsx'
import styles from './composer.module.css'

/** What arrives on each channel, side by side, the `first` before the others. */
export function PreviewTabs({ previews, first }: { previews: readonly Preview[]; first?: string }) {
  const { t } = useTranslation(['desk', 'channels'])
  const shown = previews.toSorted((one, other) => Number(other.kind === first) - Number(one.kind === first))
  return (
    <section className={styles.preview} aria-label={t('inbox.preview.title')}>
      <Tabs variant="pills" defaultValue={shown[0]?.kind ?? null} keepMounted={false}>
        <Tabs.List aria-label={t('inbox.preview.channels')}>
          {shown.map(({ kind, changes, refusal }) => (
            <Tabs.Tab key={kind} value={kind} leftSection={<ChannelSign kind={kind} size={14} />}>
              {t(`channels:${kind}.name`)}
              {changes.length + (refusal ? 1 : 0) > 0 && (
                <span className={styles.count}>
                  {' '}
                  <span aria-hidden>{changes.length + (refusal ? 1 : 0)}</span>
                  <span className={styles.unseen}>
                    {t('inbox.preview.changed', { count: changes.length + (refusal ? 1 : 0) })}
                  </span>
                </span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map((preview) => (
          <Tabs.Panel key={preview.kind} value={preview.kind} pt={10}>
            <Arriving preview={preview} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  )
}

function Arriving({ preview }: { preview: Preview }) {
  const { t } = useTranslation(['desk', 'conversations', 'channels'])
  const { kind, bubbles, quickReplies, changes, refusal, requestCount, windowHours } = preview
  const from = t(`channels:${kind}.name`)
  if (refusal) {
    const known = refusal === 'template'
    return <p className={styles.warned}>{t(`inbox.preview.${known ? 'template' : 'refused'}`)}</p>
  }
  return (
    <div className={styles.arriving}>
      <div className={styles.bubbles}>
        {bubbles.map((block, place) => (
          <div key={[block.type, place].join()} className={styles.bubble}>
            <BlockView block={block} from={from} />
          </div>
        ))}
        {quickReplies.length > 0 && (
          <p className={styles.answers}>
            {quickReplies.map((label) => (
              <span key={label}>{label}</span>
            ))}
          </p>
        )}
      </div>
      <ul className={styles.changes}>
        {changes.length === 0 && <li>{t('inbox.preview.asWritten')}</li>}
        {changes.map(({ code, count }) => (
          <li key={code} data-changed>
            {t(`conversations:preview.changes.${code}`, { count })}
          </li>
        ))}
        {requestCount > 1 && <li>{t('inbox.messagesNeeded', { count: requestCount })}</li>}
        {windowHours !== null && <li>{t('connections.window.hours', { hours: windowHours })}</li>}
      </ul>
    </div>
  )
}
