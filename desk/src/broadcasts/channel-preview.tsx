import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../../src/platform/languages.ts'
import type { Message } from '../api/broadcasts.ts'
import { previewMessage } from '../api/pieces.ts'
import { PreviewTabs } from '../inbox/preview-tabs.tsx'
import styles from './bubble.module.css'
import { Bubble } from './bubble.tsx'
import { received } from './received.ts'

interface ChannelPreviewProps {
  message: Message
  language: Language
  /** Stands in the place of `{{name}}`. */
  name: string
}

/** A message as every connected channel makes it arrive, with the line on how to stop; about as a chat shows it where none is. */
export function ChannelPreview({ message, language, name }: ChannelPreviewProps) {
  const { t } = useTranslation()
  const { t: say } = useTranslation('broadcasts', { lng: language })
  const [settled] = useDebouncedValue(message, 400)
  const whole = received(settled, { name, stop: say('stop') })
  const { data: previews = [] } = useQuery({
    queryKey: ['preview', whole],
    queryFn: () => previewMessage({ message: whole }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
  if (previews.length === 0)
    return <Bubble message={received(message, { name, stop: say('stop') })} language={language} />
  return (
    <section className={styles.channels} aria-label={t('broadcasts.preview')} lang={language}>
      <PreviewTabs previews={previews} />
    </section>
  )
}
