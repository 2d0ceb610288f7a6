import { useTranslation } from 'react-i18next'
import { Copied } from './channel-health.tsx'
import styles from './connections.module.css'

/** The address a provider must be told, with where to tell it, step by step; for our own chat, the line a site needs. */
export function HookAddress({ kind, url }: { kind: string; url: string }) {
  const { t, i18n } = useTranslation(['desk', 'channels', 'payments'])
  if (kind === 'webchat') return <Copied label={t('connections.script')} value={scriptFor(url)} />
  const key = kind === 'ecpay' ? 'connections.ecpayHook' : `channels:${kind}.webhook.steps`
  return (
    <div className="stack tight">
      <Copied label={t('connections.hook')} value={url} />
      {i18n.exists(key) && (
        <ol className={styles.steps}>
          {sentencesIn(t(key)).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </div>
  )
}

/** `https://…/hooks/<key>` as the line that shows the chat on a site. */
function scriptFor(hookUrl: string): string {
  const { origin, pathname } = new URL(hookUrl)
  return `<script src="${origin}/widget.js" data-account="${pathname.split('/').at(-1)}"></script>`
}

/** One step a sentence, as the words are written. */
export function sentencesIn(words: string): string[] {
  return words.split(/(?<=\.)\s+|(?<=。)/).filter((sentence) => sentence !== '')
}
