import { Badge, Button, SegmentedControl } from '@mantine/core'
import { IconSignature } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endRecurring, type Mandate, mandateStates, useMandates } from '../api/mandates.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'

/** Signed mandates that came as pictures: those waiting for finance, what they became, and what was none. */
export function MandatesPage() {
  const { t } = useTranslation()
  const [state, setState] = useState<Mandate['state']>('open')
  const { data: mandates, error, refetch } = useMandates(state)
  return (
    <Page title={t('mandates.title')} lead={t('mandates.lead')} back={{ to: '/gifts', words: t('nav.gifts') }}>
      <SegmentedControl
        aria-label={t('mandates.state')}
        value={state}
        onChange={(chosen) => setState(mandateStates.find((one) => one === chosen) ?? 'open')}
        data={mandateStates.map((one) => ({ value: one, label: t(`mandates.states.${one}`) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      <Section title={t(`mandates.states.${state}`)}>
        {error && <ErrorNote error={error} retry={() => void refetch()} />}
        {!mandates && !error && <Loading />}
        {mandates?.length === 0 && (
          <Empty
            icon={IconSignature}
            title={t(`mandates.empty.${state}`)}
            words={t(state === 'open' ? 'mandates.emptyWords' : 'mandates.emptyLater')}
          />
        )}
        <div className="lines">
          {mandates?.map((mandate) => (
            <MandateLine key={mandate.id} mandate={mandate} />
          ))}
        </div>
      </Section>
    </Page>
  )
}

function MandateLine({
  mandate: { id, state, personName, filedAt, filedBy, reason, recurringGift },
}: {
  mandate: Mandate
}) {
  const { t } = useTranslation()
  const may = useMay()
  const formats = useFormats()
  const when = formats.ago(filedAt)
  return (
    <div className="bar spread">
      <span>
        <strong>{personName}</strong>
        {recurringGift && (
          <>
            {' · '}
            <span className="figure">{formats.money(recurringGift.amount)}</span>{' '}
            {t(`mandates.rhythms.${recurringGift.rhythm}`)}
          </>
        )}
        <br />
        <span className="quiet small">
          {filedBy ? t('mandates.filedBy', { name: filedBy, when }) : t('mandates.filedAt', { when })}
          {reason && ` · ${reason}`}
          {recurringGift?.accountDigits && ` · ${t('mandates.account', { digits: recurringGift.accountDigits })}`}
          {recurringGift?.state === 'active' &&
            ` · ${t('mandates.nextDue', { day: formats.day(recurringGift.nextDueOn) })}`}
        </span>
      </span>
      <span className="bar">
        {recurringGift?.state === 'ended' && <Badge color="quiet">{t('mandates.ended')}</Badge>}
        {recurringGift?.state === 'active' && may('gifts.confirm') && (
          <Confirm
            words={t('mandates.end')}
            size="xs"
            variant="subtle"
            danger
            title={t('mandates.endTitle', { name: personName })}
            act={t('mandates.end')}
            send={async () => {
              await endRecurring(recurringGift.id)
              say(t('mandates.endDone'))
            }}
          >
            <p>{t('mandates.endWords')}</p>
          </Confirm>
        )}
        {state !== 'declined' && (
          <Button
            size="xs"
            variant={state === 'open' ? 'filled' : 'default'}
            renderRoot={(props) => <Link to="/gifts/mandates/$mandateId" params={{ mandateId: id }} {...props} />}
          >
            {t(state === 'open' ? 'mandates.open' : 'mandates.look')}
          </Button>
        )}
      </span>
    </div>
  )
}
