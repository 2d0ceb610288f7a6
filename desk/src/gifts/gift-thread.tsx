import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { GiftDetail } from '../api/gifts.ts'
import { Knot, Thread } from '../pieces/thread.tsx'
import { useFormats } from '../words/formats.ts'

/** The way of a gift: received, thanked, fee and programme share, the needs it is part of, and what is still open. */
export function GiftThread({ gift }: { gift: GiftDetail }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const { trace, refunds } = gift
  const isSome = (minor: string) => minor !== '0'
  return (
    <Thread label={t('gifts.thread')}>
      <Knot
        state="done"
        title={t('gifts.knots.received', { amount: formats.money(gift.amount) })}
        when={formats.moment(gift.receivedAt)}
      />
      {gift.thankedAt && <Knot state="done" title={t('gifts.knots.thanked')} when={formats.moment(gift.thankedAt)} />}
      {trace && isSome(trace.fee.minor) && (
        <Knot state="done" title={t('gifts.knots.fee', { amount: formats.money(trace.fee) })} />
      )}
      {trace && isSome(trace.share.minor) && (
        <Knot state="done" title={t('gifts.knots.share', { amount: formats.money(trace.share) })} />
      )}
      {trace?.parts.map(({ caseId, pseudonym, needItem, amount, at }) => (
        <Knot
          key={`${caseId}${needItem}${at}`}
          state={amount.minor.startsWith('-') ? 'ended' : 'done'}
          when={formats.moment(at)}
          title={
            <>
              <span className="figure">
                {amount.minor.startsWith('-')
                  ? t('gifts.knots.takenBack', { amount: formats.money({ ...amount, minor: amount.minor.slice(1) }) })
                  : formats.money(amount)}
              </span>{' '}
              ·{' '}
              <Link to="/cases/$caseId" params={{ caseId }}>
                {pseudonym}
              </Link>{' '}
              · {t(`cases:items.${needItem}`)}
            </>
          }
        />
      ))}
      {refunds
        .filter(({ state }) => state === 'done')
        .map(({ id, amount, decidedAt }) => (
          <Knot
            key={id}
            state="ended"
            title={t('gifts.knots.refunded', { amount: formats.money(amount) })}
            when={decidedAt && formats.moment(decidedAt)}
          />
        ))}
      {(!trace || isSome(trace.open.minor)) && (
        <Knot
          state="coming"
          title={trace ? t('gifts.knots.open', { amount: formats.money(trace.open) }) : t('gifts.knots.notYet')}
        >
          <p className="quiet small">{t('gifts.knots.openWords')}</p>
        </Knot>
      )}
    </Thread>
  )
}
