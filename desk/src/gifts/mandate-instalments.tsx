import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../src/platform/money.ts'
import { type Instalment, missInstalment, receiveInstalment, useInstalments } from '../api/mandates.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { AmountField, DayField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { minorIn } from '../pieces/minor-in.ts'
import { Section } from '../pieces/page.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { today } from './today.ts'

/** Instalments of recurring gifts that are due at the bank; nothing where none is. */
export function ExpectedInstalments() {
  const { t } = useTranslation()
  const { data: instalments = [] } = useInstalments()
  if (instalments.length === 0) return null
  return (
    <Section title={t('mandates.expected')} lead={t('mandates.expectedLead')}>
      <div className="lines">
        {instalments.map((one) => (
          <InstalmentLine key={`${one.recurringGiftId}/${one.number}`} instalment={one} />
        ))}
      </div>
    </Section>
  )
}

function InstalmentLine({ instalment }: { instalment: Instalment }) {
  const { t } = useTranslation()
  const may = useMay()
  const formats = useFormats()
  const { amount, donorName, dueOn, rhythm, accountDigits } = instalment
  return (
    <div className="bar spread">
      <span>
        <strong className="figure">{formats.money(amount)}</strong> · {donorName}
        <br />
        <span className="quiet small">
          {t('mandates.dueOn', { day: formats.day(dueOn) })} · {t(`mandates.rhythms.${rhythm}`)}
          {accountDigits && ` · ${t('mandates.account', { digits: accountDigits })}`}
        </span>
      </span>
      {may('gifts.confirm') && (
        <span className="bar">
          <Miss instalment={instalment} />
          <Receive instalment={instalment} />
        </span>
      )}
    </div>
  )
}

function Receive({ instalment }: { instalment: Instalment }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const { amount, donorName } = instalment
  const receive = async (typed: Typed) => {
    const giftId = await receiveInstalment(instalment, {
      amountMinor: minorIn(typed, 'amountMinor', amount.currency),
      receivedOn: typed.text('receivedOn'),
    })
    say(t('transfers.confirmed'))
    await navigate({ to: '/gifts/$giftId', params: { giftId } })
  }
  return (
    <Confirm
      words={t('transfers.confirm')}
      title={t('transfers.confirmTitle', { donor: donorName })}
      act={t('transfers.confirm')}
      variant="filled"
      size="xs"
      send={receive}
    >
      <p>{t('mandates.receiveWords', { amount: formats.money(amount) })}</p>
      <AmountField
        name="amountMinor"
        currency={amount.currency}
        label={t('transfers.came')}
        defaultValue={toDecimal({ minor: BigInt(amount.minor), currency: amount.currency }).replace(/\.0+$/, '')}
      />
      <DayField name="receivedOn" label={t('transfers.receivedOn')} defaultValue={today()} />
    </Confirm>
  )
}

function Miss({ instalment }: { instalment: Instalment }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Confirm
      words={t('mandates.miss')}
      title={t('mandates.missTitle')}
      act={t('mandates.miss')}
      variant="subtle"
      danger
      size="xs"
      send={() => missInstalment(instalment)}
    >
      <p>{t('mandates.missWords', { name: instalment.donorName, day: formats.day(instalment.dueOn) })}</p>
    </Confirm>
  )
}
