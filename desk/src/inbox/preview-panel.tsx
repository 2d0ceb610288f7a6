import { Tabs } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Preview, previewMessage } from '../api/pieces.ts'
import { Loading } from '../pieces/loading.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { BlockView } from './block-view.tsx'
import { ChannelSign } from './channel-name.tsx'
import styles from './composer.module.css'
import { asReply, isEmpty, type Written } from './written.ts'

/** What would arrive, channel by channel, and what of it is not as it was written. Nothing is sent. */
export default function PreviewPanel({ written, channel }: { written: Written; channel: string }) {
  const { t } = useTranslation(['desk', 'channels', 'conversations'])
  const [settled] = useDebouncedValue(written, 400)
  const message = asReply(settled)
  const { data, error } = useQuery({
    queryKey: ['preview', message],
    queryFn: () => previewMessage(message),
    enabled: !isEmpty(settled),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  if (isEmpty(written)) return <p className={`${styles.preview} quiet small`}>{t('inbox.preview.nothing')}</p>
  if (error) return <ErrorNote error={error} />
  if (!data) return <Loading rows={2} />
  const shown = data.toSorted((one, other) => Number(other.kind === channel) - Number(one.kind === channel))
  return (
    <section className={styles.preview} aria-label={t('inbox.preview.title')}>
      <Tabs defaultValue={channel} keepMounted={false}>
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
