import { IconTag } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTags } from '../api/people.ts'
import { useMay } from '../api/session.ts'
import { removeTag, renameTag } from '../api/tags.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { TextField, TickField } from '../pieces/fields.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'

interface TagInUse {
  tag: string
  people: number
}

/** Every word members call people by: how many bear it, called otherwise, made one with another, or taken away. */
export function TagsPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useTags()
  return (
    <Page title={t('people.tags')} lead={t('people.tagsPageLead')} back={{ to: '/people', words: t('nav.people') }}>
      <Section title={t('people.tagsInUse')}>
        {error && <ErrorNote error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading rows={4} />}
        {data?.items.length === 0 && (
          <Empty icon={IconTag} title={t('people.tagsEmptyTitle')} words={t('people.tagsEmptyWords')} />
        )}
        <div className="lines">
          {data?.items.map((one) => (
            <TagLine key={one.tag} tag={one} />
          ))}
        </div>
      </Section>
    </Page>
  )
}

function TagLine({ tag: { tag, people } }: { tag: TagInUse }) {
  const { t } = useTranslation()
  const may = useMay()
  const formats = useFormats()
  const borne = t('people.borneBy', { count: people, shown: formats.number(people) })
  return (
    <div className="bar spread">
      <span>
        <Link to="/people" search={{ tag }}>
          {tag}
        </Link>{' '}
        <span className="quiet small">{borne}</span>
      </span>
      {may('people.change') && (
        <span className="bar">
          <Rename tag={tag} borne={borne} />
          <Confirm
            words={t('people.removeTag')}
            size="xs"
            variant="subtle"
            danger
            title={t('people.removeTagTitle', { tag })}
            act={t('people.removeTag')}
            send={() => removeTag(tag)}
          >
            <p>
              <strong>{borne}</strong> {t('people.removeTagWords')}
            </p>
          </Confirm>
        </span>
      )}
    </div>
  )
}

function Rename({ tag, borne }: { tag: string; borne: string }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('people.renameTag')}
      size="xs"
      title={t('people.renameTagTitle', { tag })}
      act={t('acts.save')}
      send={(typed) => renameTag({ from: tag, to: typed.text('to'), merge: typed.isTicked('merge') })}
    >
      <p>
        <strong>{borne}</strong> {t('people.renameTagWords')}
      </p>
      <TextField name="to" label={t('people.newTag')} defaultValue={tag} maxLength={40} data-autofocus />
      <TickField name="merge" label={t('people.mergeTags')} description={t('people.mergeTagsHint')} />
    </Confirm>
  )
}
