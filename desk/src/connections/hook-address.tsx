import { useTranslation } from 'react-i18next'
import { Copied } from './channel-health.tsx'

/** The address a provider must be told, with where to tell it. */
export function HookAddress({ kind, url }: { kind: string; url: string }) {
  const { t, i18n } = useTranslation(['desk', 'channels', 'payments'])
  const key = kind === 'ecpay' ? 'connections.ecpayHook' : `channels:${kind}.webhook.steps`
  return (
    <div className="stack tight">
      <Copied label={t('connections.hook')} value={url} />
      {i18n.exists(key) && <p className="quiet small">{t(key)}</p>}
    </div>
  )
}
