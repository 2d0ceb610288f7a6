import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../src/platform/money.ts'
import { type ChannelAccount, changeChannel } from '../api/connections.ts'
import { useSession } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { minorIn } from '../pieces/minor-in.ts'
import { useFormats } from '../words/formats.ts'

/** What was agreed with the provider beyond what it publishes: how fast, and what a message costs. */
export function AgreedTerms({ account, published }: { account: ChannelAccount; published: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { organisation } = useSession()
  const { id, name, ratePerSecond, messagePrice } = account
  return (
    <Confirm
      words={t('connections.terms.change')}
      size="xs"
      title={t('connections.terms.title', { name })}
      act={t('acts.save')}
      send={(typed) => changeChannel(id, termsIn(typed))}
    >
      <TextField
        name="ratePerSecond"
        inputMode="numeric"
        label={t('connections.terms.rate')}
        description={t('connections.terms.rateHint', { rate: formats.number(published) })}
        defaultValue={ratePerSecond ?? ''}
      />
      <div className="fields">
        <TextField
          name="messagePrice"
          inputMode="decimal"
          label={t('connections.terms.price')}
          defaultValue={messagePrice ? toDecimal({ ...messagePrice, minor: BigInt(messagePrice.minor) }) : ''}
        />
        <TextField
          name="currency"
          label={t('connections.currency')}
          maxLength={3}
          defaultValue={messagePrice?.currency ?? organisation.currency}
        />
      </div>
      <p className="quiet small">{t('connections.terms.priceHint')}</p>
    </Confirm>
  )
}

function termsIn(typed: Typed) {
  const rate = typed.text('ratePerSecond')
  const currency = typed.text('currency').toUpperCase()
  const hasPrice = typed.text('messagePrice') !== ''
  return {
    // What is no number is the server's to refuse, at its place.
    ratePerSecond: rate === '' ? null : /^\d+$/.test(rate) ? Number(rate) : rate,
    messagePrice: hasPrice ? { minor: minorIn(typed, 'messagePrice', currency), currency } : null,
  }
}
