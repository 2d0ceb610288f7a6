import { Button, Checkbox } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideUnknown, type UnknownDecision, type UnknownDelivery, useUnknown } from '../api/deliveries.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { ChannelName } from './channel-name.tsx'
import styles from './unknowns.module.css'

/** Messages of which nobody knows whether they arrived: a queue people empty, many at once. */
export function UnknownsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { items, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useUnknown()
  const [ticked, setTicked] = useState<readonly string[]>([])
  // One that was settled meanwhile is no longer chosen.
  const chosen = items?.filter(({ id }) => ticked.includes(id)) ?? []
  const isAll = items !== undefined && items.length > 0 && chosen.length === items.length
  const mayDecide = may('conversations.reply')
  return (
    <Page title={t('unknowns.title')} lead={t('unknowns.lead')} back={{ to: '/inbox', words: t('nav.inbox') }}>
      <Section title={t('unknowns.open')}>
        {error && <ErrorNote error={error} retry={() => void refetch()} />}
        {!items && !error && <Loading />}
        {items?.length === 0 && (
          <Empty icon={IconChecks} title={t('unknowns.emptyTitle')} words={t('unknowns.emptyWords')} />
        )}
        {items && items.length > 0 && mayDecide && (
          <div className="bar spread">
            <Checkbox
              label={t('unknowns.all')}
              checked={isAll}
              indeterminate={chosen.length > 0 && !isAll}
              onChange={() => setTicked(isAll ? [] : items.map(({ id }) => id))}
            />
            <Decide chosen={chosen} />
          </div>
        )}
        <ul className={styles.list}>
          {items?.map((one) => (
            <UnknownRow
              key={one.id}
              one={one}
              isTicked={ticked.includes(one.id)}
              onTick={mayDecide ? (isTicked) => setTicked(toggled(ticked, one.id, isTicked)) : undefined}
            />
          ))}
        </ul>
        {hasNextPage && (
          <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('acts.more')}
          </Button>
        )}
      </Section>
    </Page>
  )
}

function toggled(ticked: readonly string[], id: string, isTicked: boolean): string[] {
  const others = ticked.filter((one) => one !== id)
  return isTicked ? [...others, id] : others
}

interface UnknownRowProps {
  one: UnknownDelivery
  isTicked: boolean
  /** Absent for whoever may only read. */
  onTick: ((isTicked: boolean) => void) | undefined
}

function UnknownRow({ one, isTicked, onTick }: UnknownRowProps) {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const { conversationId, personName, channel, channelName, preview, at, reason, mayArriveTwice } = one
  const why = `unknowns.why.${reason}`
  return (
    <li className={styles.row}>
      {onTick && (
        <Checkbox
          aria-label={t('unknowns.choose', { name: personName })}
          checked={isTicked}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
      )}
      <div className={styles.words}>
        <p className={styles.who}>
          <Link to="/inbox/$conversationId" params={{ conversationId }} search>
            {personName}
          </Link>
          <span className="quiet small">
            <ChannelName kind={channel} name={channelName} /> · {formats.moment(at)}
          </span>
        </p>
        <p className={styles.preview}>{preview}</p>
        <p className="quiet small">
          {i18n.exists(why) && t(why)} {mayArriveTwice && <span className={styles.twice}>{t('unknowns.twice')}</span>}
        </p>
      </div>
    </li>
  )
}

function Decide({ chosen }: { chosen: readonly UnknownDelivery[] }) {
  const { t } = useTranslation()
  const count = chosen.length
  const isAsked = chosen.some(({ mayArriveTwice }) => mayArriveTwice)
  const act = (decision: UnknownDecision) => async () => {
    // One after the other: whoever is refused because a receipt came first does not stop the rest.
    let settled = 0
    for (const { id } of chosen) {
      await decideUnknown(id, decision).then(
        () => {
          settled += 1
        },
        () => {},
      )
    }
    say(t('unknowns.settled', { count: settled }))
  }
  return (
    <span className="bar">
      {(['arrived', 'again', 'leave'] as const).map((decision) => (
        <Confirm
          key={decision}
          words={t(`unknowns.acts.${decision}`)}
          size="xs"
          variant={decision === 'leave' ? 'subtle' : 'default'}
          disabled={count === 0}
          title={t('unknowns.decideTitle', { count })}
          act={t(`unknowns.acts.${decision}`)}
          send={act(decision)}
        >
          <p>{t(`unknowns.consequence.${decision}`)}</p>
          {decision === 'again' && isAsked && <p className={styles.twice}>{t('unknowns.twice')}</p>}
        </Confirm>
      ))}
    </span>
  )
}
