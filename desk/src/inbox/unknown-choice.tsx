import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { decideUnknown } from '../api/deliveries.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { attempt } from '../pieces/said.tsx'

interface UnknownChoiceProps {
  deliveryId: string
  mayArriveTwice: boolean
}

/** What can be done about a message of which nobody knows whether it arrived; asks back where it may be heard twice. */
export function UnknownChoice({ deliveryId, mayArriveTwice }: UnknownChoiceProps) {
  const { t } = useTranslation()
  const decide = (decision: 'again' | 'arrived' | 'leave') =>
    attempt(() => decideUnknown(deliveryId, decision), t(`unknowns.said.${decision}`))
  return (
    <span className="bar">
      <Button size="compact-xs" variant="default" onClick={() => decide('arrived')}>
        {t('unknowns.acts.arrived')}
      </Button>
      {mayArriveTwice ? (
        <Confirm
          words={t('unknowns.acts.again')}
          size="compact-xs"
          title={t('unknowns.againTitle')}
          act={t('unknowns.acts.again')}
          send={() => decideUnknown(deliveryId, 'again')}
        >
          <p>{t('unknowns.twice')}</p>
        </Confirm>
      ) : (
        <Button size="compact-xs" variant="default" onClick={() => decide('again')}>
          {t('unknowns.acts.again')}
        </Button>
      )}
      <Button size="compact-xs" variant="subtle" color="quiet" onClick={() => decide('leave')}>
        {t('unknowns.acts.leave')}
      </Button>
    </span>
  )
}
