import { TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTags } from '../api/people.ts'
import { type Typed, useField } from '../pieces/form.tsx'

/** Between the words of a field: no word holds one. */
const divider = '\n'

/** Words of tags, those that exist already on offer. */
export function TagsField({ tags }: { tags: readonly string[] }) {
  const { t } = useTranslation()
  const { data } = useTags()
  return (
    <TagsInput
      {...useField('tags')}
      label={t('people.tags')}
      description={t('people.tagsHint')}
      defaultValue={[...tags]}
      data={data?.items.map(({ tag }) => tag) ?? []}
      maxTags={30}
      acceptValueOnBlur
      hiddenInputValuesDivider={divider}
    />
  )
}

/** What was typed into a `TagsField`. */
export function tagsIn(typed: Typed): string[] {
  return typed.exact('tags').split(divider).filter(Boolean)
}
