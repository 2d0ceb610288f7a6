import { Badge, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type GiftDetail, issueReceipt, type Receipt, voidReceipt } from '../api/gifts.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Facts } from '../pieces/facts.tsx'
import { TextField, TickField } from '../pieces/fields.tsx'
import { Section } from '../pieces/page.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'

/** The receipts of a gift; a void one keeps its number. */
export function Receipts({ gift }: { gift: GiftDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const isDue = may('receipts.issue') && gift.receipts.every(({ voidedAt }) => voidedAt !== null)
  return (
    <Section title={t('receipts.title')}>
      {gift.receipts.length === 0 && <p className="quiet">{t(`receipts.none.${gift.receiptWish}`)}</p>}
      <div className="lines">
        {gift.receipts.map((receipt) => (
          <ReceiptLine key={receipt.id} receipt={receipt} />
        ))}
      </div>
      {isDue && (
        <Button variant="default" size="xs" onClick={() => attempt(() => issueReceipt(gift.id), t('receipts.issued'))}>
          {t('receipts.issue')}
        </Button>
      )}
    </Section>
  )
}

function ReceiptLine({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation()
  const may = useMay()
  const formats = useFormats()
  const { id, number, issuedOn, voidedAt, voidReason, pdfUrl } = receipt
  return (
    <div className="bar spread unwrapped">
      <span>
        {may('receipts.read') ? (
          <a href={pdfUrl} target="_blank" rel="noreferrer">
            {number}
          </a>
        ) : (
          number
        )}
        <span className="quiet small" style={{ display: 'block' }}>
          <Facts of={[formats.day(issuedOn), voidReason]} />
        </span>
      </span>
      {voidedAt ? (
        <Badge color="danger">{t('receipts.void')}</Badge>
      ) : (
        may('receipts.issue') && (
          <Confirm
            words={t('receipts.voidAct')}
            size="xs"
            variant="subtle"
            danger
            title={t('receipts.voidTitle', { number })}
            act={t('receipts.voidAct')}
            send={(typed) => voidReceipt(id, { reason: typed.text('reason'), replace: typed.isTicked('replace') })}
          >
            <p>{t('receipts.voidWords')}</p>
            <TextField name="reason" label={t('receipts.reason')} />
            <TickField name="replace" label={t('receipts.replace')} />
          </Confirm>
        )
      )}
    </div>
  )
}
