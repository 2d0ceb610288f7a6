import '@mantine/spotlight/styles.css'
import { VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight'
import {
  type Icon,
  IconArrowRight,
  IconHeartHandshake,
  IconMessageCircle,
  IconReceipt,
  IconSearch,
  IconUser,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/session.ts'
import { type Entry, type EntryKind, pagesNamed, withoutRepeats } from './entry.ts'
import styles from './palette.module.css'
import { Recent } from './recent.ts'
import { useFound } from './use-found.ts'
import { usePages } from './use-pages.ts'

const [store, { open }] = createSpotlight()

const signs: Record<EntryKind, Icon> = {
  page: IconArrowRight,
  person: IconUser,
  gift: IconReceipt,
  case: IconHeartHandshake,
  conversation: IconMessageCircle,
}

const groups = ['recent', 'pages', 'people', 'gifts', 'cases', 'conversations'] as const

/** Goes anywhere by typing: pages, people, gifts, cases, talks. Opens anew whenever `wanted` has grown. */
export function Palette({ wanted }: { wanted: number }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { member } = useSession()
  const [recent] = useState(() => new Recent(sessionStorage, member.id))
  const [query, setQuery] = useState('')
  const { shown, isAsking } = useShown(query.trim(), recent)
  const entries = shown.flat()
  const selected = useSelected(entries)
  useEffect(() => {
    if (wanted > 0) open()
  }, [wanted])
  const go = (entry: Entry) => {
    recent.add(entry)
    void navigate({ to: entry.to })
  }
  const chosen = entries[selected]
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      yOffset="min(80px, 8vh)"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 100, transition: 'fade' }}
      attributes={{ content: { 'aria-label': t('palette.title') } }}
      classNames={{ content: styles.palette ?? '', action: styles.entry ?? '', actionsList: styles.list ?? '' }}
    >
      <Spotlight.Search
        aria-label={t('palette.ask')}
        placeholder={t('palette.ask')}
        leftSection={<IconSearch size={18} aria-hidden />}
        maxLength={80}
      />
      <VisuallyHidden role="status">
        {chosen ? t('palette.chosen', { title: chosen.title }) : !isAsking && t('palette.nothing')}
      </VisuallyHidden>
      <Spotlight.ActionsList>
        {groups.map((group, place) => (
          <Group key={group} words={t(`palette.groups.${group}`)} entries={shown[place] ?? []}>
            {(entry) => {
              const Sign = signs[entry.kind]
              return (
                <Spotlight.Action
                  key={entry.to}
                  label={entry.title}
                  description={entry.detail ?? ''}
                  leftSection={<Sign size={18} stroke={1.6} aria-hidden />}
                  data-selected={entry === chosen || undefined}
                  onClick={() => go(entry)}
                />
              )
            }}
          </Group>
        ))}
        {entries.length === 0 && (
          <Spotlight.Empty>{t(isAsking ? 'palette.asking' : 'palette.nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
      <Spotlight.Footer className={styles.foot ?? ''}>{t('palette.keys')}</Spotlight.Footer>
    </Spotlight.Root>
  )
}

interface GroupProps {
  words: string
  entries: readonly Entry[]
  children: (entry: Entry) => ReactNode
}

function Group({ words, entries, children }: GroupProps) {
  const id = useId()
  if (entries.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons in a list to choose from, not of fields in a form
    <div role="group" aria-labelledby={id}>
      <p id={id} className={styles.group}>
        {words}
      </p>
      {entries.map(children)}
    </div>
  )
}

/** What stands in the palette, in the order of `groups`. */
function useShown(query: string, recent: Recent) {
  const [asked] = useDebouncedValue(query, 150)
  const pages = pagesNamed(usePages(), query)
  const { data, isFetching } = useFound(asked)
  const found = query === '' ? [] : (data ?? [])
  const isAsking = query !== '' && (isFetching || asked !== query)
  return { shown: withoutRepeats([recent.list(query), pages, ...found]), isAsking }
}

/** Which entry Enter opens. What is found later begins at the first again; the arrows go on from there. */
function useSelected(entries: readonly Entry[]): number {
  const { selected } = useSpotlight(store)
  const shown = entries.map(({ to }) => to).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has another first
  useEffect(() => {
    store.updateState((state) => ({ ...state, selected: 0 }))
  }, [shown])
  return Math.max(0, selected)
}
