import { ActionIcon, Badge } from '@mantine/core'
import { IconArrowLeft, IconExternalLink } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePerson, useTimeline } from '../api/people.ts'
import { ConsentList } from '../people/consent-list.tsx'
import { SuggestionsOf } from '../people/suggestions.tsx'
import { TimelineWords } from '../people/timeline-words.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Knot, Thread } from '../pieces/thread.tsx'
import { useFormats } from '../words/formats.ts'
import { languageName } from '../words/names.ts'
import styles from './inbox.module.css'

/** Who one is talking to: what they gave, what they agreed to, what happened lately. */
export function PersonPane({ personId, onBack }: { personId: string; onBack: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data: person } = usePerson(personId)
  const { items: timeline } = useTimeline(personId)
  return (
    <aside className={styles.person} aria-label={t('inbox.person')}>
      <ActionIcon
        className={styles.untilWide ?? ''}
        variant="subtle"
        color="quiet"
        size={40}
        onClick={onBack}
        aria-label={t('inbox.backToThread')}
      >
        <IconArrowLeft aria-hidden />
      </ActionIcon>
      {!person && <Loading rows={6} />}
      {person && (
        <>
          <div>
            <h2>{person.displayName}</h2>
            <p className="quiet small">{languageName(person.language)}</p>
            <p>
              <Badge color={person.donorSince ? 'good' : 'quiet'}>
                {person.donorSince
                  ? t('people.donorSince', { day: formats.day(person.donorSince) })
                  : t('people.prospect')}
              </Badge>
            </p>
          </div>
          <SuggestionsOf person={person} />
          <section>
            <h3>{t('people.consents')}</h3>
            <ConsentList consents={person.consents} />
          </section>
          <section>
            <h3>{t('people.timeline')}</h3>
            {timeline?.length === 0 && <p className="quiet small">{t('people.timelineEmpty')}</p>}
            <Thread label={t('people.timeline')}>
              {timeline?.slice(0, 6).map((entry) => (
                <Knot
                  key={`${entry.kind}${entry.id}`}
                  state="done"
                  title={<TimelineWords entry={entry} />}
                  when={formats.ago(entry.at)}
                />
              ))}
            </Thread>
          </section>
          <Link to="/people/$personId" params={{ personId }}>
            {t('inbox.openProfile')}
            <IconExternalLink size={14} className="outward" aria-hidden />
          </Link>
        </>
      )}
    </aside>
  )
}
