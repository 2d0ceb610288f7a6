import { Badge } from '@mantine/core'
import { IconBuildingBank } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import {
  type ConfigField,
  changePayments,
  type PaymentAccount,
  stopFormerPaymentSecret,
  testPayments,
  usePaymentAccounts,
} from '../api/connections.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { AccountView } from './account-view.tsx'
import { AddButton } from './add-button.tsx'
import { ConfigFields, configIn } from './config-fields.tsx'
import { FormerSecret, LeakedTick } from './former-secret.tsx'
import { HookAddress } from './hook-address.tsx'
import { TestButton } from './test-button.tsx'
import { useSayProposed } from './use-say-proposed.ts'

/** The ways people pay. */
export function Payments() {
  const { t } = useTranslation()
  const { data, error, refetch } = usePaymentAccounts()
  const add = <AddButton to="/connections/payments" words={t('connections.addPayments')} />
  return (
    <Section title={t('connections.payments')} acts={data && data.items.length > 0 && add}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={3} />}
      {data?.items.length === 0 && (
        <Empty icon={IconBuildingBank} title={t('connections.noPayments')} words={t('connections.noPaymentsWords')}>
          {add}
        </Empty>
      )}
      {data?.items.map((account) => (
        <PaymentView
          key={account.id}
          account={account}
          fields={data.providers.find(({ kind }) => kind === account.provider)?.fields ?? []}
        />
      ))}
    </Section>
  )
}

function PaymentView({ account, fields }: { account: PaymentAccount; fields: readonly ConfigField[] }) {
  const { t } = useTranslation(['desk', 'payments'])
  const { id, provider, name, currency, isOffered, isPlayMoney, settings } = account
  const sayProposed = useSayProposed()
  const next = isOffered ? 'withdrawn' : 'offered'
  // A secret that is set is simply not among the settings that come back.
  const secretsSet = fields.filter(({ secret }) => secret).map((field) => field.name)
  return (
    <AccountView
      title={name}
      sign={t(`payments:${provider}.name`)}
      badges={
        <>
          <Badge color={isOffered ? 'good' : 'attention'}>
            {t(isOffered ? 'connections.offered' : 'connections.withdrawn')}
          </Badge>
          {isPlayMoney && <Badge color="quiet">{t('connections.playMoney')}</Badge>}
        </>
      }
      facts={currency}
    >
      {provider === 'ecpay' && <HookAddress kind={provider} url={account.hookUrl} />}
      <FormerSecret name={name} until={account.formerUntil} stop={() => stopFormerPaymentSecret(id)} />
      <div className="bar">
        <TestButton test={() => testPayments(id)} />
        <Confirm
          words={t('connections.settings')}
          size="xs"
          title={t('connections.settingsOf', { name })}
          act={t('acts.save')}
          send={async (typed) =>
            sayProposed(
              await changePayments(id, {
                name: typed.text('name'),
                config: configIn(typed, fields),
                isLeaked: typed.isTicked('isLeaked'),
              }),
            )
          }
        >
          <p className="quiet small">{t('connections.changes.asksSecond')}</p>
          <ConfigFields
            group="payments"
            kind={provider}
            fields={fields}
            name={name}
            shown={settings}
            secretsSet={secretsSet}
          />
          {secretsSet.length > 0 && <LeakedTick />}
        </Confirm>
        <Confirm
          words={t(`connections.acts.${next}`)}
          size="xs"
          variant="subtle"
          danger={isOffered}
          title={t(`connections.acts.${next}Title`, { name })}
          act={t(`connections.acts.${next}`)}
          send={async () => sayProposed(await changePayments(id, { isOffered: !isOffered }))}
        >
          <p>{t(`connections.acts.${next}Words`)}</p>
          <p className="quiet small">{t('connections.changes.asksSecond')}</p>
        </Confirm>
      </div>
    </AccountView>
  )
}
