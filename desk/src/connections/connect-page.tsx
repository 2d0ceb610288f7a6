import { Button, NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ConfigField,
  connectChannel,
  connectPayments,
  testChannel,
  testPayments,
  useChannels,
  usePaymentAccounts,
} from '../api/connections.ts'
import { useSession } from '../api/session.ts'
import { TextField } from '../pieces/fields.tsx'
import { Form, Submit, type Typed } from '../pieces/form.tsx'
import { ComingPage, Page } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { Knot, Thread } from '../pieces/thread.tsx'
import { GeneratedValues } from './channel-health.tsx'
import { ConfigFields, configIn } from './config-fields.tsx'
import { HookAddress } from './hook-address.tsx'
import { KindChoice } from './kind-choice.tsx'
import { TestButton } from './test-button.tsx'
import { useSayProposed } from './use-say-proposed.ts'

/** Connects a channel in three steps: choose, enter, tell and test. */
export function ConnectChannelPage() {
  const { t } = useTranslation()
  const { data, error } = useChannels()
  const connect = (kind: string, typed: Typed, fields: readonly ConfigField[]) =>
    connectChannel({ kind, name: typed.text('name'), config: configIn(typed, fields) })
  if (error) return <Refused title={t('connections.addChannel')} error={error} />
  if (!data) return <ComingPage />
  return (
    <Steps
      group="channels"
      title={t('connections.addChannel')}
      kinds={data.kinds}
      connect={connect}
      test={testChannel}
      hookOf={(id) => data.items.find((account) => account.id === id)?.hookUrl}
      madeFor={(id, fields) => {
        const account = data.items.find((one) => one.id === id)
        return account && <GeneratedValues account={account} fields={fields} />
      }}
    />
  )
}

/** Connects a payment provider in the same three steps. */
export function ConnectPaymentsPage() {
  const { t } = useTranslation()
  const { organisation } = useSession()
  const { data, error } = usePaymentAccounts()
  const sayProposed = useSayProposed()
  const navigate = useNavigate()
  const connect = async (provider: string, typed: Typed, fields: readonly ConfigField[]) => {
    const made = await connectPayments({
      provider,
      name: typed.text('name'),
      currency: typed.text('currency').toUpperCase(),
      config: configIn(typed, fields),
    })
    if ('id' in made) return made.id
    sayProposed(made)
    await navigate({ to: '/connections' })
    return undefined
  }
  if (error) return <Refused title={t('connections.addPayments')} error={error} />
  if (!data) return <ComingPage />
  return (
    <Steps
      group="payments"
      title={t('connections.addPayments')}
      kinds={inOrder(data.providers.filter(({ kind }) => kind !== 'sandbox' || organisation.isDemo))}
      connect={connect}
      test={testPayments}
      hookOf={(id) => data.items.find((account) => account.id === id)?.hookUrl}
      currency={organisation.currency}
      lead={data.items.length > 0 ? t('connections.changes.asksSecond') : undefined}
    />
  )
}

/** Bank transfer first: it needs nothing but a number, and is where most begin. */
function inOrder<Kind extends { kind: string }>(kinds: readonly Kind[]): readonly Kind[] {
  return [...kinds].sort((one, other) => Number(other.kind === 'manual') - Number(one.kind === 'manual'))
}

function Refused({ title, error }: { title: string; error: Error }) {
  const { t } = useTranslation()
  return (
    <Page title={title} back={{ to: '/connections', words: t('nav.connections') }}>
      <ErrorNote error={error} />
    </Page>
  )
}

interface StepsProps {
  group: 'channels' | 'payments'
  title: string
  kinds: readonly { kind: string; fields: ConfigField[] }[]
  /** Answers the id; undefined where it waits for a second person. */
  connect: (kind: string, typed: Typed, fields: readonly ConfigField[]) => Promise<string | undefined>
  test: (id: string) => ReturnType<typeof testChannel>
  hookOf: (id: string) => string | undefined
  /** Said above the fields. */
  lead?: string | undefined
  /** The values we made that the provider must be told. */
  madeFor?: (id: string, fields: readonly ConfigField[]) => ReactNode
  currency?: string
}

function Steps({ group, title, kinds, connect, test, hookOf, lead, madeFor, currency }: StepsProps) {
  const { t } = useTranslation(['desk', group])
  const navigate = useNavigate()
  const [kind, setKind] = useState(kinds[0]?.kind ?? '')
  const [id, setId] = useState<string>()
  const fields = kinds.find((one) => one.kind === kind)?.fields ?? []
  const hook = id && hookOf(id)
  return (
    <Page title={title} back={{ to: '/connections', words: t('nav.connections') }}>
      <section className="card">
        <Thread label={title}>
          <Knot state="done" title={t('connections.steps.choose')}>
            {group === 'channels' ? (
              <KindChoice
                kinds={kinds.map((one) => one.kind)}
                value={kind}
                disabled={id !== undefined}
                onChange={setKind}
              />
            ) : (
              <NativeSelect
                aria-label={t('connections.steps.choose')}
                disabled={id !== undefined}
                value={kind}
                onChange={(event) => setKind(event.currentTarget.value)}
                data={kinds.map((one) => ({ value: one.kind, label: t(`${group}:${one.kind}.name`) }))}
                maw={360}
              />
            )}
          </Knot>
          <Knot state={id ? 'done' : 'coming'} title={t('connections.steps.enter')}>
            {id ? (
              <p className="quiet">{t('connections.entered')}</p>
            ) : (
              <div className="stack" style={{ maxWidth: 560 }}>
                {lead && <p className="quiet small">{lead}</p>}
                <Form key={kind} send={async (typed) => setId(await connect(kind, typed, fields))}>
                  <ConfigFields group={group} kind={kind} fields={fields} name={t(`${group}:${kind}.name`)} />
                  {currency && (
                    <TextField
                      name="currency"
                      label={t('connections.currency')}
                      defaultValue={currency}
                      maxLength={3}
                    />
                  )}
                  <Submit>{t('connections.connect')}</Submit>
                </Form>
              </div>
            )}
          </Knot>
          <Knot state={id ? 'done' : 'coming'} title={t('connections.steps.test')}>
            {id ? (
              <div className="stack">
                {hook && <HookAddress kind={kind} url={hook} />}
                {madeFor?.(id, fields)}
                <div className="bar">
                  <TestButton test={() => test(id)} />
                  <Button size="xs" variant="default" onClick={() => navigate({ to: '/connections' })}>
                    {t('connections.finish')}
                  </Button>
                </div>
              </div>
            ) : (
              <p className="quiet small">{t('connections.testLater')}</p>
            )}
          </Knot>
        </Thread>
      </section>
    </Page>
  )
}
