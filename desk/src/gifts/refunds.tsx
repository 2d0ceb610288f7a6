import { Badge, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { decideRefund, type GiftDetail, type Refund, requestRefund } from '../api/gifts.ts'
import { useMemberName } from '../api/members.ts'
import { useMay, useSession } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { AmountField, TextField } from '../pieces/fields.tsx'
import { minorIn } from '../pieces/minor-in.ts'
import { Section } from '../pieces/page.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'

/** Money of the gift that went back, or is asked to; one person asks, another decides. */
export function Refunds({ gift }: { gift: GiftDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const formats = useFormats()
  const { currency } = gift.amount
  const asked = gift.refunds.filter(({ state }) => state === 'requested')
  const promised = asked.reduce((sum, { amount }) => sum + BigInt(amount.minor), BigInt(gift.refunded.minor))
  const left = BigInt(gift.amount.minor) - promised
  return (
    <Section title={t('refunds.title')}>
      {gift.refunds.length === 0 && <p className="quiet">{t('refunds.none')}</p>}
      <div className="lines">
        {gift.refunds.map((refund) => (
          <RefundLine key={refund.id} refund={refund} />
        ))}
      </div>
      {may('gifts.refund') && left > 0n && (
        <Confirm
          words={t('refunds.ask')}
          size="xs"
          title={t('refunds.askTitle', { amount: formats.money(gift.amount) })}
          act={t('refunds.ask')}
          send={(typed) =>
            requestRefund(gift.id, {
              amountMinor: minorIn(typed, 'amountMinor', currency),
              reason: typed.text('reason'),
            })
          }
        >
          <p>{t('refunds.askWords')}</p>
          <AmountField
            name="amountMinor"
            currency={currency}
            label={t('refunds.amount')}
            description={t('refunds.left', { amount: formats.money({ minor: left.toString(), currency }) })}
          />
          <TextField name="reason" label={t('refunds.reason')} description={t('refunds.reasonHint')} />
        </Confirm>
      )}
    </Section>
  )
}

function RefundLine({ refund }: { refund: Refund }) {
  const { t } = useTranslation()
  const may = useMay()
  const formats = useFormats()
  const { member } = useSession()
  const nameOf = useMemberName()
  const { id, amount, reason, state, requestedBy, requestedAt, decidedBy } = refund
  const isMine = requestedBy === member.id
  return (
    <div className="stack tight">
      <div className="bar spread">
        <strong className="figure">{formats.money(amount)}</strong>
        <Badge color={state === 'requested' ? 'attention' : 'quiet'}>{t(`refunds.states.${state}`)}</Badge>
      </div>
      <p className="quiet small">
        {reason} · {t('refunds.askedBy', { name: nameOf(requestedBy), when: formats.ago(requestedAt) })}
        {decidedBy && ` · ${t('refunds.decidedBy', { name: nameOf(decidedBy) })}`}
      </p>
      {state === 'requested' && may('gifts.refund') && (
        <div className="bar">
          {isMine ? (
            <span className="quiet small">{t('refunds.otherDecides')}</span>
          ) : (
            <>
              <Confirm
                words={t('refunds.approve')}
                size="xs"
                variant="filled"
                title={t('refunds.approveTitle', { amount: formats.money(amount) })}
                act={t('refunds.approve')}
                send={() => decideRefund(id, 'approve')}
              >
                <p>{t('refunds.approveWords')}</p>
              </Confirm>
              <Button
                size="xs"
                variant="default"
                onClick={() => attempt(() => decideRefund(id, 'decline'), t('refunds.declined'))}
              >
                {t('refunds.decline')}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  )
}
