import { Button, Checkbox, SegmentedControl } from '@mantine/core'
import { IconTag } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonItem } from '../api/people.ts'
import { requiredProblem } from '../api/problem.ts'
import { type SoughtPeople, startTagRun, type TagRun, usePeopleCount } from '../api/tags.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { useFormats } from '../words/formats.ts'
import { TagsField, tagsIn } from './tags-field.tsx'

interface TagManyProps {
  shown: readonly PersonItem[]
  query: string
  tag: string | undefined
  chosen: ReadonlySet<string>
  choose: (chosen: ReadonlySet<string>) => void
  /** Called with the run that began. */
  onStart: (runId: string) => void
}

/** As many as one run takes by name; more are found by a search. */
const mostChosen = 1000

/** Gives or takes tags: of those chosen in the list, or of everybody the search finds, shown or not. */
export function TagMany({ shown, query, tag, chosen, choose, onStart }: TagManyProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data: found } = usePeopleCount(query, tag)
  const isAll = shown.length > 0 && shown.every(({ id }) => chosen.has(id))
  const count = chosen.size
  return (
    <div className="bar spread">
      <Checkbox
        label={count === 0 ? t('people.chooseShown') : t('people.chosen', { count, shown: formats.number(count) })}
        checked={isAll}
        indeterminate={!isAll && count > 0}
        onChange={() => choose(isAll ? new Set() : new Set(shown.map(({ id }) => id)))}
      />
      <div className="bar">
        {count > 0 && (
          <GiveOrTake
            words={t('people.tagChosen')}
            count={count}
            sought={{ personIds: [...chosen].slice(0, mostChosen) }}
            onStart={onStart}
          />
        )}
        {count === 0 && found !== undefined && found.people > 0 && (
          <GiveOrTake
            words={t('people.tagFound', { count: found.people, shown: formats.number(found.people) })}
            count={found.people}
            sought={{ query, tag }}
            onStart={onStart}
          />
        )}
        {count > 0 && (
          <Button size="xs" variant="subtle" color="quiet" onClick={() => choose(new Set())}>
            {t('people.chooseNone')}
          </Button>
        )}
      </div>
    </div>
  )
}

interface GiveOrTakeProps {
  words: string
  count: number
  sought: SoughtPeople
  onStart: (runId: string) => void
}

function GiveOrTake({ words, count, sought, onStart }: GiveOrTakeProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [deed, setDeed] = useState<TagRun['deed']>('give')
  const shown = formats.number(count)
  return (
    <Confirm
      words={words}
      size="xs"
      leftSection={<IconTag size={14} aria-hidden />}
      title={t('people.tagManyTitle', { count, shown })}
      act={t(`people.tagDeeds.${deed}`)}
      send={async (typed) => {
        const tags = tagsIn(typed)
        if (tags.length === 0) throw requiredProblem('tags')
        onStart(await startTagRun({ deed, tags, sought }))
      }}
    >
      <p className="quiet">{t('people.tagManyWords')}</p>
      <SegmentedControl
        aria-label={t('people.tagDeed')}
        value={deed}
        onChange={(value) => setDeed(value === 'take' ? 'take' : 'give')}
        data={(['give', 'take'] as const).map((value) => ({ value, label: t(`people.tagDeeds.${value}`) }))}
      />
      <TagsField tags={[]} />
    </Confirm>
  )
}
