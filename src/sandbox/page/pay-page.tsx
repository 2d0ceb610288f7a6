import { formatMoney } from '../../platform/money.ts'
import type { TestPayment } from '../pay/test-payment.ts'
import { Document, type Frame, Ribbon } from './document.tsx'

/** The provider's page of the demonstration: the visitor decides how the payment ends. */
export function PayPage({ frame, payment }: { frame: Frame; payment: TestPayment }) {
  const { t, language } = frame
  return (
    <Document frame={frame} title={t('sandbox:pay.title')} className="paper">
      <Ribbon words={t('sandbox:pay.notice')} />
      <main class="slip">
        <p class="from">{payment.organisation}</p>
        <h1 class="amount">{formatMoney(payment.amount, language)}</h1>
        <p class="quiet">{t('sandbox:pay.reference', { reference: payment.reference })}</p>
        {payment.state === 'paid' ? (
          <Paid frame={frame} payment={payment} />
        ) : (
          <Choices frame={frame} payment={payment} />
        )}
      </main>
    </Document>
  )
}

function Choices({ frame: { t }, payment }: { frame: Frame; payment: TestPayment }) {
  const choice = (name: 'succeed' | 'fail' | 'leave') => (
    <button type="submit" class={name === 'succeed' ? 'primary' : 'second'} name="choice" value={name}>
      <strong>{t(`sandbox:pay.${name}.title`)}</strong>
      <small>{t(`sandbox:pay.${name}.text`)}</small>
    </button>
  )
  return (
    <>
      {payment.state === 'failed' && (
        <p class="problem" role="status">
          {t('sandbox:pay.failedBefore')}
        </p>
      )}
      <p>{t('sandbox:pay.choose')}</p>
      <form class="choices" method="post">
        {choice('succeed')}
        {choice('fail')}
        {choice('leave')}
      </form>
    </>
  )
}

function Paid({ frame: { t }, payment }: { frame: Frame; payment: TestPayment }) {
  return (
    <>
      <p role="status">{t('sandbox:pay.paid')}</p>
      <a class="primary" href={payment.returnUrl}>
        {t('sandbox:pay.back')}
      </a>
    </>
  )
}

/** The visitor walked away: nobody is told, as when a real page is closed. */
export function LeftPage({ frame, payment }: { frame: Frame; payment: TestPayment }) {
  const { t } = frame
  return (
    <Document frame={frame} title={t('sandbox:pay.left.title')} className="paper">
      <Ribbon words={t('sandbox:pay.notice')} />
      <main class="slip">
        <p class="from">{payment.organisation}</p>
        <h1>{t('sandbox:pay.left.title')}</h1>
        <p>{t('sandbox:pay.left.text')}</p>
        <a class="primary" href="/sandbox">
          {t('sandbox:toPhone')}
        </a>
      </main>
    </Document>
  )
}
