import { toDecimal } from '../../platform/money.ts'
import { Choices, TextField, Tick } from '../field.tsx'
import { type Frame, spoken } from '../frame.ts'
import { errorOf, type GiftFormView, giftFields, ownAmountChoice } from './gift-form.ts'

interface FormProps {
  frame: Frame
  form: GiftFormView
}

/** How much, with where it goes; beyond the cap, whether a sibling may have the rest. */
export function Amount({ frame, form }: FormProps) {
  const { t } = frame
  const say = spoken(frame)
  const { suggested, typed, remaining, example, sibling } = form
  const isShort = isShortOf(form)
  const fitting = suggested.filter((amount) => remaining === null || sibling || amount.minor <= remaining.minor)
  return (
    <>
      <Choices
        name={giftFields.amount}
        legend={t('give.amount')}
        shape="chips"
        chosen={typed.amount}
        error={errorOf(form, giftFields.amount)}
        choices={[
          ...fitting.map((amount) => ({ value: toDecimal(amount), label: say.money(amount) })),
          { value: ownAmountChoice, label: t('give.own') },
        ]}
      >
        <TextField
          name={giftFields.ownAmount}
          label={t('give.ownAmount')}
          value={typed.ownAmount}
          error={errorOf(form, giftFields.ownAmount)}
          before={form.currency === 'TWD' ? 'NT$' : form.currency}
          inputmode="decimal"
          autocomplete="off"
          maxlength={15}
        />
      </Choices>
      {remaining && isShort && !sibling && (
        <p class="notice">{t('give.littleRemains', { remaining: say.money(remaining) })}</p>
      )}
      <Overflow frame={frame} form={form} />
      <p class="fine">
        {example === null
          ? t('campaign.share', { share: say.share(form.programmeShareBasisPoints) })
          : t('give.split', {
              amount: say.money(example.amount),
              fee: say.money(example.fee),
              programme: say.money(example.programmeShare),
              share: say.share(form.programmeShareBasisPoints),
              needs: say.money(example.needs),
            })}
      </p>
    </>
  )
}

/** Whether a suggested amount goes beyond the cap. */
function isShortOf({ suggested, remaining }: GiftFormView): boolean {
  return remaining !== null && suggested.some((amount) => amount.minor > remaining.minor)
}

/** The box in which the donor lets a sibling have what goes beyond the cap: where the cap is near, or where it was asked for. */
function Overflow({ frame, form }: FormProps) {
  const { t } = frame
  const { remaining, sibling, typed } = form
  const error = errorOf(form, giftFields.overflow)
  if (remaining === null || sibling === null) return null
  if (!isShortOf(form) && error === undefined && typed.overflow === undefined) return null
  const facts = { remaining: spoken(frame).money(remaining), sibling }
  return (
    <fieldset class={error ? 'consent wrong' : 'consent'}>
      <legend>{t('give.overflow.legend', facts)}</legend>
      <Tick
        name={giftFields.overflow}
        label={t('give.overflow.agree', facts)}
        ticked={typed.overflow === 'yes'}
        error={error}
      />
      <p class="hint">{t('give.overflow.hint')}</p>
    </fieldset>
  )
}

/** Whom the gift is for, where cases are put forward. */
export function NamedCase({ frame, form }: FormProps) {
  const { t } = frame
  if (form.cases.length === 0) return null
  return (
    <Choices
      name={giftFields.namedCase}
      legend={t('give.case.legend')}
      shape="stacked"
      chosen={form.typed.case ?? ''}
      error={errorOf(form, giftFields.namedCase)}
      choices={[
        { value: '', label: t('give.case.anywhere') },
        ...form.cases.map(({ name, needs }) => ({
          value: name,
          label: t('give.case.one', { name, needs }),
        })),
      ]}
    >
      <p class="hint">{t('give.case.hint')}</p>
    </Choices>
  )
}
