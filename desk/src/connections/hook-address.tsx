import { Button, CopyButton, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** The address a provider must be told, with where to tell it. */
export function HookAddress({ kind, url }: { kind: string; url: string }) {
  const { t, i18n } = useTranslation(['desk', 'channels', 'payments'])
  const key = kind === 'ecpay' ? 'connections.ecpayHook' : `channels:${kind}.webhook.steps`
  return (
    <div className="stack tight">
      <div className="bar end" style={{ flexWrap: 'nowrap' }}>
        <TextInput readOnly size="xs" label={t('connections.hook')} value={url} style={{ flex: 1, maxWidth: 520 }} />
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy} leftSection={<IconCopy size={14} aria-hidden />}>
              {t(copied ? 'acts.copied' : 'acts.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      {i18n.exists(key) && <p className="quiet small">{t(key)}</p>}
    </div>
  )
}
