import { Badge, Button } from '@mantine/core'
import { IconRefresh, IconTemplate } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import {
  type MessageTemplate,
  removeTemplate,
  saveTemplate,
  syncTemplates,
  type TemplateAccount,
  useTemplates,
} from '../api/templates.ts'
import { AddButton } from '../connections/add-button.tsx'
import { ChannelName } from '../inbox/channel-name.tsx'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { LongTextField, TextField, TickField } from '../pieces/fields.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './templates.module.css'

/** What may be said when a window is closed, account by account, and how each provider judges it. */
export function TemplatesPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { data, error, refetch } = useTemplates()
  const back = may('channels.read')
    ? { to: '/connections', words: t('nav.connections') }
    : { to: '/inbox', words: t('nav.inbox') }
  return (
    <Page title={t('templates.title')} lead={t('templates.lead')} back={back}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={5} />}
      {data?.accounts.length === 0 && (
        <div className="card">
          <Empty icon={IconTemplate} title={t('templates.noneTitle')} words={t('templates.noneWords')}>
            {may('channels.change') && <AddButton to="/connections/channel" words={t('connections.addChannel')} />}
          </Empty>
        </div>
      )}
      {data?.accounts.map((account) => (
        <TemplatesOf
          key={account.id}
          account={account}
          templates={data.items.filter(({ channelAccountId }) => channelAccountId === account.id)}
        />
      ))}
    </Page>
  )
}

interface TemplatesOfProps {
  account: TemplateAccount
  templates: readonly MessageTemplate[]
}

function TemplatesOf({ account, templates }: TemplatesOfProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { id, kind, name, tells, readAt } = account
  const acts = tells ? <SyncButton account={account} /> : may('channels.change') && <TypeTemplate accountId={id} />
  const read = readAt ? t('templates.readAt', { when: formats.ago(readAt) }) : t('templates.neverRead')
  return (
    <Section title={name} acts={acts}>
      <p className="quiet small">
        <ChannelName kind={kind} name={tells ? read : t('templates.byHand')} />
      </p>
      {templates.length === 0 && <p>{t(tells ? 'templates.emptyTold' : 'templates.emptyTyped')}</p>}
      <ul className={styles.list}>
        {templates.map((template) => (
          <TemplateView key={template.id} template={template} />
        ))}
      </ul>
    </Section>
  )
}

function SyncButton({ account: { id } }: { account: TemplateAccount }) {
  const { t } = useTranslation()
  const may = useMay()
  const [pending, setPending] = useState(false)
  if (!may('conversations.reply')) return null
  const run = async () => {
    setPending(true)
    await attempt(() => syncTemplates(id), t('templates.readSaid'))
    setPending(false)
  }
  return (
    <Button
      size="xs"
      variant="light"
      loading={pending}
      onClick={run}
      leftSection={<IconRefresh size={14} aria-hidden />}
    >
      {t('templates.read')}
    </Button>
  )
}

const colours: Partial<Record<MessageTemplate['state'], string>> = {
  approved: 'good',
  rejected: 'danger',
  disabled: 'danger',
  paused: 'attention',
}

function TemplateView({ template }: { template: MessageTemplate }) {
  const { t, i18n } = useTranslation()
  const may = useMay()
  const { id, name, language, category, text, state, reason, isByHand, isFillable } = template
  const kindOf = `templates.categories.${category}`
  const known = `templates.reasons.${reason}`
  return (
    <li>
      <div className="bar spread">
        <span>
          <strong>{name}</strong>{' '}
          <span className="quiet small">
            {[language, i18n.exists(kindOf) ? t(kindOf) : category].filter(Boolean).join(' · ')}
          </span>
        </span>
        <Badge color={colours[state] ?? 'quiet'}>{t(`templates.states.${state}`)}</Badge>
      </div>
      <p className={`${styles.text} words`}>{text}</p>
      {state !== 'approved' && (
        <p className="small">
          {reason && (i18n.exists(known) ? t(known) : <q>{reason}</q>)}{' '}
          <span className="quiet">{t(`templates.remedies.${state}`)}</span>
        </p>
      )}
      {state === 'approved' && !isFillable && <p className="quiet small">{t('templates.unfillable')}</p>}
      {isByHand && may('channels.change') && (
        <Confirm
          words={t('savedReplies.remove')}
          size="compact-xs"
          variant="subtle"
          danger
          title={t('savedReplies.removeTitle', { name })}
          act={t('savedReplies.remove')}
          send={() => removeTemplate(id)}
        >
          <p>{t('templates.removeWords')}</p>
        </Confirm>
      )}
    </li>
  )
}

function TypeTemplate({ accountId }: { accountId: string }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('templates.add')}
      size="xs"
      title={t('templates.add')}
      act={t('acts.save')}
      send={(typed) =>
        saveTemplate({
          channelAccountId: accountId,
          name: typed.text('name'),
          language: typed.text('language'),
          text: typed.text('text'),
          takesUrl: typed.isTicked('takesUrl'),
        })
      }
    >
      <TextField name="name" label={t('templates.name')} description={t('templates.nameHint')} data-autofocus />
      <TextField name="language" label={t('templates.language')} defaultValue="zh_CN" maxLength={20} />
      <LongTextField
        name="text"
        label={t('templates.text')}
        description={t('templates.textHint', { gap: '{{name.DATA}}' })}
        maxLength={4000}
      />
      <TickField name="takesUrl" label={t('templates.takesUrl')} />
    </Confirm>
  )
}
