import { Badge } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Person, setTags } from '../api/people.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Section } from '../pieces/page.tsx'
import { TagsField, tagsIn } from './tags-field.tsx'

/** What members call somebody by; each word leads to everybody who bears it. */
export function TagsOf({ person }: { person: Person }) {
  const { t } = useTranslation()
  const may = useMay()
  if (person.erasedAt) return null
  return (
    <Section title={t('people.tags')} acts={may('people.change') ? <ChangeTags person={person} /> : undefined}>
      {person.tags.length === 0 && <p className="quiet">{t('people.noTags')}</p>}
      <div className="bar">
        {person.tags.map((tag) => (
          <Badge
            key={tag}
            color="quiet"
            variant="light"
            tt="none"
            renderRoot={(props) => <Link to="/people" search={{ tag }} {...props} />}
          >
            {tag}
          </Badge>
        ))}
      </div>
    </Section>
  )
}

function ChangeTags({ person: { id, displayName, tags } }: { person: Person }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('people.changeTags')}
      size="xs"
      variant="subtle"
      title={t('people.tagsTitle', { name: displayName })}
      act={t('acts.save')}
      send={(typed) => setTags(id, tagsIn(typed))}
    >
      <p className="quiet">{t('people.tagsWords')}</p>
      <TagsField tags={tags} />
    </Confirm>
  )
}
