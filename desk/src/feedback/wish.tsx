import { useTranslation } from 'react-i18next'
import { changeWish, contents, rhythms, useWish } from '../api/feedback.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Facts } from '../pieces/facts.tsx'
import { ChoiceField } from '../pieces/fields.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'

/** How often and of what a person wishes to hear what their gifts did, and where they said so. */
export function WishSection({ person: { id, displayName } }: { person: { id: string; displayName: string } }) {
  const { t, i18n } = useTranslation('feedback')
  const formats = useFormats()
  const may = useMay()
  const { data: wish, error } = useWish(id)
  const acts = wish && may('people.change') && (
    <Confirm
      words={t('wish.change')}
      size="xs"
      variant="subtle"
      title={t('wish.changeTitle', { name: displayName })}
      act={t('desk:acts.save')}
      send={(typed) => changeWish(id, { rhythm: typed.text('rhythm'), content: typed.text('content') })}
    >
      <p className="quiet">{t('wish.changeWords')}</p>
      <ChoiceField
        name="rhythm"
        label={t('wish.rhythm')}
        defaultValue={wish.rhythm}
        data={rhythms.map((rhythm) => ({ value: rhythm, label: t(`wishes.${rhythm}`) }))}
      />
      <ChoiceField
        name="content"
        label={t('wish.content')}
        defaultValue={wish.content}
        data={contents.map((content) => ({ value: content, label: t(`wishes.${content}`) }))}
      />
    </Confirm>
  )
  const source = wish?.source && i18n.exists(`feedback:wish.sources.${wish.source}`)
  return (
    <Section title={t('wish.title')} acts={acts}>
      {error && <ErrorNote error={error} />}
      {wish && (
        <p>
          {t(`wishes.${wish.rhythm}`)}
          {wish.rhythm !== 'none' && ` · ${t(`wishes.${wish.content}`)}`}
          <span className="quiet small" style={{ display: 'block' }}>
            {wish.at ? (
              <Facts of={[source && t(`wish.sources.${wish.source}`), formats.ago(wish.at)]} />
            ) : (
              t('wish.never')
            )}
          </span>
        </p>
      )}
    </Section>
  )
}
