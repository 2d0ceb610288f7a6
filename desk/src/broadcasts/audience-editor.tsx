import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFilter, IconPlus, IconUserMinus } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { type Audience, type AudienceFilter, useAudienceCount } from '../api/broadcasts.ts'
import { useFormats } from '../words/formats.ts'
import styles from './broadcast-form.module.css'
import { FilterFields } from './filter-fields.tsx'
import { KeepSegment } from './keep-segment.tsx'
import { changedInto, keyOf } from './lasting-key.ts'

interface AudienceEditorProps {
  audience: Audience
  change: (audience: Audience) => void
  /** Whether a segment is described, which knows of no other. */
  isSegment?: boolean
}

/** Whom it is for: one or more groups, each person counted once, and who is left out of them. */
export function AudienceEditor({ audience, change, isSegment = false }: AudienceEditorProps) {
  const { t } = useTranslation()
  const { anyOf, butNot } = audience
  return (
    <div className="stack">
      <Groups
        groups={anyOf}
        legend={(place) => t(place === 0 ? 'broadcasts.group' : 'broadcasts.groupOr')}
        least={1}
        isSegment={isSegment}
        change={(changed) => change({ ...audience, anyOf: changed })}
      />
      <Groups
        groups={butNot}
        legend={(place) => t(place === 0 ? 'broadcasts.butNot' : 'broadcasts.norThese')}
        least={0}
        isSegment={isSegment}
        change={(changed) => change({ ...audience, butNot: changed })}
      />
      <div className="bar spread">
        <div className="bar">
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => change({ ...audience, anyOf: [...anyOf, [{ kind: 'reachable' }]] })}
          >
            {t('broadcasts.addGroup')}
          </Button>
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconUserMinus size={14} aria-hidden />}
            onClick={() => change({ ...audience, butNot: [...butNot, [{ kind: 'tagged', tags: [] }]] })}
          >
            {t('broadcasts.leaveOut')}
          </Button>
        </div>
        <AudienceCount audience={audience} />
      </div>
      {!isSegment && <KeepSegment audience={audience} />}
    </div>
  )
}

interface GroupsProps {
  groups: AudienceFilter[][]
  legend: (place: number) => string
  /** How many there have to be. */
  least: number
  isSegment: boolean
  change: (groups: AudienceFilter[][]) => void
}

function Groups({ groups, legend, least, isSegment, change }: GroupsProps) {
  return groups.map((group, place) => {
    const others = groups.filter((_, index) => index !== place)
    return (
      <Group
        key={keyOf(group)}
        group={group}
        legend={legend(place)}
        isNeeded={groups.length <= least}
        isSegment={isSegment}
        change={(changed) =>
          change(changed.length === 0 ? others : groups.toSpliced(place, 1, changedInto(group, changed)))
        }
      />
    )
  })
}

interface GroupProps {
  group: AudienceFilter[]
  legend: string
  /** Whether its last description has to stay. */
  isNeeded: boolean
  isSegment: boolean
  change: (group: AudienceFilter[]) => void
}

/** People whom all of these describe. */
function Group({ group, legend, isNeeded, isSegment, change }: GroupProps) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.group}>
      <legend className="quiet small">{legend}</legend>
      <div className="stack tight">
        {group.map((filter, place) => (
          <Fragment key={keyOf(filter)}>
            {place > 0 && <p className={styles.and}>{t('broadcasts.and')}</p>}
            <FilterFields
              filter={filter}
              isSegment={isSegment}
              change={(changed) => change(group.toSpliced(place, 1, changedInto(filter, changed)))}
              remove={isNeeded && group.length === 1 ? undefined : () => change(group.toSpliced(place, 1))}
            />
          </Fragment>
        ))}
        <div>
          <Button
            variant="subtle"
            color="quiet"
            size="compact-xs"
            leftSection={<IconFilter size={14} aria-hidden />}
            onClick={() => change([...group, { kind: 'tagged', tags: [] }])}
          >
            {t('broadcasts.narrow')}
          </Button>
        </div>
      </div>
    </fieldset>
  )
}

function AudienceCount({ audience }: { audience: Audience }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [settled] = useDebouncedValue(audience, 400)
  const { data } = useAudienceCount(settled)
  return (
    <output className="figure">
      {data && t('broadcasts.count', { count: data.people, shown: formats.number(data.people) })}
    </output>
  )
}
