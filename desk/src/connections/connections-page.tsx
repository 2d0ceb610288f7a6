import { Badge } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  type ChannelAccount,
  type ChannelKind,
  changeChannel,
  stopFormerSecret,
  testChannel,
  useChannels,
} from '../api/connections.ts'
import { useMay } from '../api/session.ts'
import { GivingPlatforms } from '../connectors/giving-platforms.tsx'
import { Partners } from '../connectors/partners.tsx'
import { ChannelName } from '../inbox/channel-name.tsx'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { AccountView } from './account-view.tsx'
import { AddButton } from './add-button.tsx'
import { AgreedTerms } from './agreed-terms.tsx'
import { ChannelHealth, GeneratedValues } from './channel-health.tsx'
import { ChannelMenuPanel } from './channel-menu.tsx'
import { CommentRulePanel } from './comment-rule.tsx'
import { ConfigFields, configIn } from './config-fields.tsx'
import { DeclineWaves } from './decline-waves.tsx'
import { EntranceAddress } from './entrance-address.tsx'
import { FormerSecret, LeakedTick } from './former-secret.tsx'
import { HookAddress } from './hook-address.tsx'
import { PaymentChanges } from './payment-changes.tsx'
import { Payments } from './payments.tsx'
import { TestButton } from './test-button.tsx'

/** The channels people write on, and the ways they pay. */
export function ConnectionsPage() {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <Page title={t('nav.connections')} lead={t('connections.lead')}>
      {may('payments.change') && <DeclineWaves />}
      {may('payments.change') && <PaymentChanges />}
      {may('channels.read') && <Channels />}
      {may('payments.change') && <Payments />}
      {may('gifts.read') && <GivingPlatforms />}
      {may('payments.change') && <Partners />}
    </Page>
  )
}

function Channels() {
  const { t } = useTranslation()
  const may = useMay()
  const { data, error, refetch } = useChannels()
  const add = may('channels.change') && <AddButton to="/connections/channel" words={t('connections.addChannel')} />
  return (
    <Section title={t('connections.channels')} acts={data && data.items.length > 0 && add}>
      {data?.kinds.some(
        ({ kind, abilities }) => abilities.templates && data.items.some((one) => one.kind === kind),
      ) && (
        <p>
          <Link to="/templates">{t('templates.manage')}</Link>
        </p>
      )}
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={3} />}
      {data?.items.length === 0 && (
        <Empty icon={IconPlugConnected} title={t('connections.noChannel')} words={t('connections.noChannelWords')}>
          {add}
        </Empty>
      )}
      {data?.items.map((account) => (
        <ChannelView key={account.id} account={account} kind={data.kinds.find(({ kind }) => kind === account.kind)} />
      ))}
    </Section>
  )
}

/** Where people comment in public, and can be answered in private. */
const answersComments: ReadonlySet<string> = new Set(['messenger', 'instagram'])

function ChannelView({ account, kind: known }: { account: ChannelAccount; kind: ChannelKind | undefined }) {
  const { t } = useTranslation(['desk', 'channels'])
  const may = useMay()
  const { id, kind, name, state, isSandbox } = account
  const fields = known?.fields ?? []
  const next = state === 'active' ? 'paused' : 'active'
  return (
    <AccountView
      title={name}
      sign={<ChannelName kind={kind} name={t(`channels:${kind}.name`)} />}
      badges={
        <>
          <Badge color={state === 'active' ? 'good' : 'attention'}>{t(`connections.states.${state}`)}</Badge>
          {isSandbox && <Badge color="quiet">{t('connections.sandbox')}</Badge>}
        </>
      }
    >
      {known && <ChannelHealth account={account} abilities={known.abilities} />}
      <HookAddress kind={kind} url={account.hookUrl} />
      <GeneratedValues account={account} fields={fields} />
      <FormerSecret
        name={name}
        until={account.formerUntil}
        stop={may('channels.change') ? () => stopFormerSecret(id) : undefined}
      />
      <EntranceAddress kind={kind} entrance={account.entrance} />
      <ChannelMenuPanel channelId={id} />
      {answersComments.has(kind) && <CommentRulePanel channelId={id} />}
      {may('channels.change') && (
        <div className="bar">
          <TestButton test={() => testChannel(id)} />
          <Confirm
            words={t('connections.settings')}
            size="xs"
            title={t('connections.settingsOf', { name })}
            act={t('acts.save')}
            send={(typed) =>
              changeChannel(id, {
                name: typed.text('name'),
                config: configIn(typed, fields),
                isLeaked: typed.isTicked('isLeaked'),
              })
            }
          >
            <ConfigFields
              group="channels"
              kind={kind}
              fields={fields}
              name={name}
              shown={account.config}
              secretsSet={account.secretsSet}
            />
            {kind !== 'webchat' && <LeakedTick />}
          </Confirm>
          {known && <AgreedTerms account={account} published={known.abilities.ratePerSecond} />}
          <Confirm
            words={t(`connections.acts.${next}`)}
            size="xs"
            variant="subtle"
            danger={next === 'paused'}
            title={t(`connections.acts.${next}Title`, { name })}
            act={t(`connections.acts.${next}`)}
            send={() => changeChannel(id, { state: next })}
          >
            <p>{t(`connections.acts.${next}Words`)}</p>
          </Confirm>
        </div>
      )}
    </AccountView>
  )
}
