import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Identity, linkIdentity, usePeople } from '../api/people.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField } from '../pieces/fields.tsx'
import { say } from '../pieces/said.tsx'

/** Gives a chat account to the person it really belongs to; a member answers for it. */
export function LinkIdentity({ identity, personId }: { identity: Identity; personId: string }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('people.link')}
      size="compact-xs"
      variant="subtle"
      title={t('people.linkTitle')}
      act={t('people.linkAct')}
      send={async (typed) => {
        await linkIdentity(typed.text('personId'), identity.id)
        say(t('people.linked'))
      }}
    >
      <p>{t('people.linkWords')}</p>
      <PersonChoice except={personId} />
    </Confirm>
  )
}

function PersonChoice({ except }: { except: string }) {
  const { t } = useTranslation()
  const [typed, type] = useState('')
  const [query] = useDebouncedValue(typed, 250)
  const { items = [] } = usePeople(query)
  const people = items.filter(({ id }) => id !== except)
  return (
    <ChoiceField
      name="personId"
      required
      searchable
      label={t('people.linkTo')}
      placeholder={t('people.search')}
      nothingFoundMessage={t('people.noneFound')}
      // Held here, because the field would empty itself each time new people arrive.
      searchValue={typed}
      onSearchChange={type}
      // The server has searched already: e-mail and phone are not in what is shown.
      filter={({ options }) => options}
      data={people.map(({ id, displayName, email, phone }) => ({
        value: id,
        label: [displayName, email ?? phone].filter(Boolean).join(' · '),
      }))}
    />
  )
}
