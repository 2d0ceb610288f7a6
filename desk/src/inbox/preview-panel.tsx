import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { previewMessage } from '../api/pieces.ts'
import { Loading } from '../pieces/loading.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import styles from './composer.module.css'
import { PreviewTabs } from './preview-tabs.tsx'
import { asReply, isEmpty, type Written } from './written.ts'

/** What would arrive, channel by channel, and what of it is not as it was written. Nothing is sent. */
export default function PreviewPanel({ written, channel }: { written: Written; channel: string }) {
  const { t } = useTranslation()
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
  return <PreviewTabs previews={data} first={channel} />
}
