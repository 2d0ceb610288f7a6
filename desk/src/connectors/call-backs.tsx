import { Badge, Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, LongTextField } from '../pieces/fields.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { type CallBack, settleCallBack, useCallBacks } from './call-backs-api.ts'
import styles from './connectors.module.css'

/** What went to platforms and in files, may not be told any more, and waits for somebody to ask for it. */
export function CallBacks() {
  const { t } = useTranslation('connectors')
  const { data, error, refetch } = useCallBacks()
  return (
    <Section title={t('callBacks.title')} lead={t('callBacks.lead')}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={2} />}
      {data?.length === 0 && <p className="quiet">{t('callBacks.empty')}</p>}
      <div className="lines">
        {data?.map((callBack) => (
          <CallBackLine key={callBack.id} callBack={callBack} />
        ))}
      </div>
    </Section>
  )
}

function CallBackLine({ callBack }: { callBack: CallBack }) {
  const { t } = useTranslation(['connectors', 'cases'])
  const formats = useFormats()
  const may = useMay()
  const { id, roundId, platformName, pseudonym, stage, words, language, reason } = callBack
  const where = platformName ?? t('connectors:callBacks.file')
  return (
    <article className="stack tight" aria-label={`${pseudonym}, ${where}`}>
      <div className="bar spread">
        <span>
          <Link to="/rounds/$roundId" params={{ roundId }} className="row-link">
            {pseudonym}
          </Link>{' '}
          <span className="quiet small">
            {t(`cases:stages.${stage}`)} · {where}
          </span>
        </span>
        <Badge className={styles.reason ?? ''} color={reason === 'recalled' ? 'attention' : 'danger'}>
          {t(`connectors:callBacks.reasons.${reason}`)}
        </Badge>
      </div>
      {words !== '' && (
        <blockquote className={`${styles.told} words`} lang={language}>
          {words}
        </blockquote>
      )}
      <p className="small">
        {t('connectors:callBacks.orders', { count: callBack.orderCount })} · <Handed callBack={callBack} />
        <br />
        <span className={`quiet ${styles.key}`}>
          {callBack.orderNumbers.join(', ')}{' '}
          {callBack.orderCount > callBack.orderNumbers.length &&
            t('connectors:callBacks.more', {
              count: formats.number(callBack.orderCount - callBack.orderNumbers.length),
            })}
        </span>
      </p>
      <p className="small">{t('connectors:callBacks.do')}</p>
      <div className="bar">
        <Button
          size="xs"
          variant="default"
          component="a"
          href={`/api/call-backs/${id}/orders.csv`}
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          {t('connectors:callBacks.download')}
        </Button>
        {may('gifts.import') && <Settle id={id} />}
      </div>
    </article>
  )
}

function Handed({ callBack: { handedFrom, handedUntil } }: { callBack: CallBack }) {
  const { t } = useTranslation('connectors')
  const formats = useFormats()
  const [from, until] = [formats.moment(handedFrom), formats.moment(handedUntil)]
  return from === until ? t('callBacks.handed', { from }) : t('callBacks.between', { from, until })
}

function Settle({ id }: { id: string }) {
  const { t } = useTranslation('connectors')
  return (
    <Confirm
      words={t('callBacks.settle')}
      size="xs"
      title={t('callBacks.settleTitle')}
      act={t('callBacks.settle')}
      send={(typed) => settleCallBack(id, { outcome: typed.text('outcome'), note: typed.text('note') })}
    >
      <ChoiceField
        name="outcome"
        required
        label={t('callBacks.outcome')}
        description={t('callBacks.outcomeWords')}
        data={(['withdrawn', 'told'] as const).map((one) => ({
          value: one,
          label: t(`callBacks.outcomes.${one}`),
        }))}
      />
      <LongTextField name="note" label={t('callBacks.note')} description={t('callBacks.noteHint')} />
    </Confirm>
  )
}
