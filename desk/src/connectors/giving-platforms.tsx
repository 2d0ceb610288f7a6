import { Badge, Button } from '@mantine/core'
import { IconAlertTriangle, IconDownload, IconGift } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { TestButton } from '../connections/test-button.tsx'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { ChoiceField, SecretField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { attempt, say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import {
  changePlatform,
  connectPlatform,
  type GivingPlatform,
  type PlatformKind,
  pullNow,
  sayAgain,
  testPlatform,
  useGivingPlatforms,
} from './api.ts'
import styles from './connectors.module.css'

/** Platforms whose orders come in by themselves, how they are doing, and what went back to their donors. */
export function GivingPlatforms() {
  const { t } = useTranslation(['connectors', 'desk'])
  const may = useMay()
  const { data, error, refetch } = useGivingPlatforms()
  const add = may('payments.change') && data && <Connect kinds={data.kinds} />
  return (
    <Section title={t('connectors:desk.title')} lead={t('connectors:desk.lead')} acts={add}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={2} />}
      {data?.items.length === 0 && (
        <Empty icon={IconGift} title={t('connectors:desk.none')} words={t('connectors:desk.noneWords')} />
      )}
      {data?.items.map((platform) => (
        <PlatformView
          key={platform.id}
          platform={platform}
          fields={data.kinds.find(({ kind }) => kind === platform.kind)?.fields ?? []}
        />
      ))}
    </Section>
  )
}

function Connect({ kinds }: { kinds: readonly PlatformKind[] }) {
  const { t } = useTranslation(['connectors', 'desk'])
  const [kind, setKind] = useState<PlatformKind['kind']>('rest')
  const fields = kinds.find((one) => one.kind === kind)?.fields ?? []
  return (
    <Confirm
      words={t('connectors:desk.add')}
      size="xs"
      variant="filled"
      title={t('connectors:desk.add')}
      act={t('connectors:desk.add')}
      send={(typed) =>
        connectPlatform({
          kind,
          platform: typed.text('platform'),
          name: typed.text('name'),
          config: settingsIn(typed, fields),
        })
      }
    >
      <ChoiceField
        name="kind"
        label={t('connectors:fields.platform')}
        value={kind}
        onChange={(value) => setKind(kinds.find((one) => one.kind === value)?.kind ?? 'rest')}
        data={kinds.map((one) => ({ value: one.kind, label: t(`connectors:kinds.${one.kind}`) }))}
      />
      <TextField name="name" label={t('connectors:desk.name')} defaultValue="" />
      <TextField
        name="platform"
        label={t('connectors:desk.platform')}
        description={t('connectors:desk.platformHint')}
        defaultValue={kind === 'tencent' ? 'tencent' : ''}
        key={kind}
      />
      <Settings fields={fields} />
    </Confirm>
  )
}

/** `shown`: what a connected platform is set to; its secrets never come out, and stay when left empty. */
function Settings({ fields, shown }: { fields: PlatformKind['fields']; shown?: Record<string, string> }) {
  const { t } = useTranslation(['connectors', 'desk'])
  return fields.map(({ name, secret }) => {
    const label = t(`connectors:settings.${name}`)
    return secret ? (
      <SecretField
        key={name}
        name={name}
        label={label}
        autoComplete="off"
        {...(shown ? { placeholder: t('desk:connections.secretSet') } : {})}
      />
    ) : (
      <TextField key={name} name={name} label={label} defaultValue={shown?.[name] ?? ''} />
    )
  })
}

function settingsIn(typed: Typed, fields: PlatformKind['fields']): Record<string, string> {
  const values = fields.map(({ name, secret }) => [name, secret ? typed.exact(name).trim() : typed.text(name)] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== ''))
}

function PlatformView({ platform, fields }: { platform: GivingPlatform; fields: PlatformKind['fields'] }) {
  const { t } = useTranslation(['connectors', 'desk'])
  const may = useMay()
  const { id, kind, name, state, trouble } = platform
  return (
    <article className="stack tight entry" aria-label={name}>
      <div className="bar spread">
        <span>
          <strong>{name}</strong> <span className="quiet small">{t(`connectors:kinds.${kind}`)}</span>
        </span>
        <Badge color={state === 'paused' ? 'attention' : trouble ? 'danger' : 'good'}>
          {t(`desk:connections.states.${state}`)}
        </Badge>
      </div>
      {trouble && <TroubleNote platform={platform} trouble={trouble} />}
      <Figures platform={platform} />
      {may('gifts.import') && (
        <div className="bar">
          <TestButton test={() => testPlatform(id, (count) => t('connectors:desk.testGood', { count }))} />
          <PullButton id={id} />
          <SayAgain platform={platform} />
          {may('payments.change') && (
            <>
              <Confirm
                words={t('desk:connections.settings')}
                size="xs"
                title={t('desk:connections.settingsOf', { name })}
                act={t('desk:acts.save')}
                send={(typed) => changePlatform(id, { name: typed.text('name'), config: settingsIn(typed, fields) })}
              >
                <TextField name="name" label={t('connectors:desk.name')} defaultValue={name} />
                <Settings fields={fields} shown={platform.config} />
              </Confirm>
              {state === 'active' ? (
                <Confirm
                  words={t('desk:connections.acts.paused')}
                  size="xs"
                  variant="subtle"
                  danger
                  title={t('desk:connections.acts.pausedTitle', { name })}
                  act={t('desk:connections.acts.paused')}
                  send={() => changePlatform(id, { state: 'paused' })}
                >
                  <p>{t('connectors:desk.pauseWords')}</p>
                </Confirm>
              ) : (
                <Button
                  size="xs"
                  variant="subtle"
                  onClick={() => void attempt(() => changePlatform(id, { state: 'active' }))}
                >
                  {t('desk:connections.acts.active')}
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </article>
  )
}

function TroubleNote({
  platform,
  trouble,
}: {
  platform: GivingPlatform
  trouble: NonNullable<GivingPlatform['trouble']>
}) {
  const { t } = useTranslation(['connectors'])
  const formats = useFormats()
  return (
    <p className={styles.trouble} role="status">
      <IconAlertTriangle size={16} aria-hidden />
      <span>
        {trouble.words} <span className="quiet small">{trouble.detail}</span>{' '}
        {platform.state === 'active' && t('connectors:desk.tryAgainAt', { when: formats.moment(platform.nextPullAt) })}
      </span>
    </p>
  )
}

function Figures({ platform }: { platform: GivingPlatform }) {
  const { t } = useTranslation(['connectors'])
  const formats = useFormats()
  const { pulledAt, pulledCount, exceptionCount, callBackCount, unreadableCount, returns } = platform
  const told = Object.entries(returns).toSorted()
  return (
    <dl className={styles.figures}>
      <Figure words={t('connectors:desk.pulledAt')}>
        {pulledAt ? formats.moment(pulledAt) : t('connectors:desk.never')}
      </Figure>
      <Figure words={t('connectors:desk.gifts')}>{formats.number(pulledCount)}</Figure>
      <Figure words={t('connectors:desk.exceptions')}>
        {exceptionCount === 0 ? '0' : <Link to="/gifts/exceptions">{formats.number(exceptionCount)}</Link>}
      </Figure>
      {callBackCount > 0 && (
        <Figure words={t('connectors:callBacks.figure')}>
          <Link to="/gifts/exceptions">{formats.number(callBackCount)}</Link>
        </Figure>
      )}
      {unreadableCount > 0 && (
        <Figure words={t('connectors:desk.unreadable')}>{formats.number(unreadableCount)}</Figure>
      )}
      {told.length > 0 && (
        <Figure words={t('connectors:desk.returns')}>
          {told.map(([state, count]) => (
            <span key={state} className={styles.state}>
              {formats.number(count)} {t(`connectors:states.${state}`)}
            </span>
          ))}
        </Figure>
      )}
    </dl>
  )
}

function Figure({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function PullButton({ id }: { id: string }) {
  const { t } = useTranslation(['connectors'])
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={14} aria-hidden />}
      onClick={() =>
        void attempt(async () => {
          await pullNow(id)
          say(t('connectors:desk.pulling'))
        })
      }
    >
      {t('connectors:desk.pull')}
    </Button>
  )
}

function SayAgain({ platform: { id, returns } }: { platform: GivingPlatform }) {
  const { t } = useTranslation(['connectors'])
  const count = (returns.unknown ?? 0) + (returns.refused ?? 0) + (returns.unknown_order ?? 0)
  if (count === 0) return null
  const words = t('connectors:desk.retry')
  return (
    <Confirm words={words} size="xs" title={words} act={words} send={() => sayAgain(id)}>
      <p>{t('connectors:desk.retryWords')}</p>
    </Confirm>
  )
}
