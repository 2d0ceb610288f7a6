import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBuildingBank, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../src/platform/money.ts'
import { confirmTransfer, type GiftIntent, useAwaited } from '../api/gifts.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { AmountField, DayField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { Loading } from '../pieces/loading.tsx'
import { minorIn } from '../pieces/minor-in.ts'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { ExpectedInstalments } from './mandate-instalments.tsx'
import { today } from './today.ts'

/** Announced transfers; finance pastes a line of the bank statement, and the reference in it finds the gift. */
export function TransfersPage() {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [asked] = useDebouncedValue(query, 250)
  const { data: awaited, error, refetch } = useAwaited(asked)
  return (
    <Page title={t('transfers.title')} lead={t('transfers.lead')} back={{ to: '/gifts', words: t('nav.gifts') }}>
      <TextInput
        label={t('transfers.paste')}
        description={t('transfers.pasteHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        maw={560}
      />
      <Section title={t('transfers.waiting')}>
        {error && <ErrorNote error={error} retry={() => void refetch()} />}
        {!awaited && !error && <Loading />}
        {awaited?.length === 0 && (
          <Empty
            icon={IconBuildingBank}
            title={t(asked ? 'transfers.noneFound' : 'transfers.emptyTitle')}
            words={t(asked ? 'transfers.noneFoundWords' : 'transfers.emptyWords')}
          />
        )}
        <div className="lines">
          {awaited?.map((intent) => (
            <IntentLine key={intent.id} intent={intent} />
          ))}
        </div>
      </Section>
      <ExpectedInstalments />
    </Page>
  )
}

function IntentLine({ intent: { id, reference, amount, donorName, createdAt } }: { intent: GiftIntent }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const confirm = async (typed: Typed) => {
    const bankReference = typed.text('bankReference')
    const { result, giftId } = await confirmTransfer(id, {
      amountMinor: minorIn(typed, 'amountMinor', amount.currency),
      receivedOn: typed.text('receivedOn'),
      ...(bankReference ? { bankReference } : {}),
    })
    say(t(result === 'quarantined' ? 'transfers.putAside' : 'transfers.confirmed'))
    if (giftId) await navigate({ to: '/gifts/$giftId', params: { giftId } })
  }
  return (
    <div className="bar spread">
      <span>
        <strong className="figure">{formats.money(amount)}</strong> · {donorName}
        <span className="quiet small"> · {t('transfers.announced', { when: formats.ago(createdAt) })}</span>
        <br />
        <code>{reference}</code>
      </span>
      <Confirm
        words={t('transfers.confirm')}
        title={t('transfers.confirmTitle', { donor: donorName })}
        act={t('transfers.confirm')}
        variant="filled"
        size="xs"
        send={confirm}
      >
        <p>{t('transfers.confirmWords', { amount: formats.money(amount) })}</p>
        <AmountField
          name="amountMinor"
          currency={amount.currency}
          label={t('transfers.came')}
          defaultValue={toDecimal({ minor: BigInt(amount.minor), currency: amount.currency }).replace(/\.0+$/, '')}
        />
        <DayField name="receivedOn" label={t('transfers.receivedOn')} defaultValue={today()} />
        <TextField
          name="bankReference"
          label={t('transfers.bankReference')}
          description={t('transfers.bankReferenceHint')}
        />
      </Confirm>
    </div>
  )
}
