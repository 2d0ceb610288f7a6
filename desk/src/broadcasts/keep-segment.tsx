import { Button, TextInput } from '@mantine/core'
import { IconBookmarkPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Audience, isWhole } from '../api/broadcasts.ts'
import { keepSegment } from '../api/segments.ts'
import { attempt } from '../pieces/said.tsx'

/** Keeps whom a message is for by a name, in the middle of writing it. A segment knows of no other: with one in it there is nothing to keep. */
export function KeepSegment({ audience }: { audience: Audience }) {
  const { t } = useTranslation()
  const [name, setName] = useState<string>()
  const filters = [...audience.anyOf, ...audience.butNot].flat()
  if (!isWhole(audience) || filters.some(({ kind }) => kind === 'segment')) return null
  if (name === undefined) {
    return (
      <div>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconBookmarkPlus size={14} aria-hidden />}
          onClick={() => setName('')}
        >
          {t('segments.keep')}
        </Button>
      </div>
    )
  }
  const keep = async () => {
    if (await attempt(() => keepSegment({ name: name.trim(), audience }), t('segments.kept'))) setName(undefined)
  }
  return (
    <div className="bar end">
      <TextInput
        label={t('segments.keepAs')}
        maxLength={80}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // The form around it is the message's.
          event.preventDefault()
          if (name.trim() !== '') void keep()
        }}
      />
      <Button variant="default" disabled={name.trim() === ''} onClick={() => void keep()}>
        {t('acts.save')}
      </Button>
      <Button variant="subtle" color="quiet" onClick={() => setName(undefined)}>
        {t('acts.cancel')}
      </Button>
    </div>
  )
}
