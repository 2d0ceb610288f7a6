import { Button, CloseButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MenuEntry } from '../api/channel-menus.ts'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import styles from './connections.module.css'

/** What the script answers to by itself, the donor's own page, and any page of the web. */
const presses = [
  'give',
  'projects',
  'gifts',
  'traces',
  'receipts',
  'person',
  'language',
  'menu',
  'page',
  'link',
] as const
type Press = (typeof presses)[number]

interface Row {
  key: number
  label: string
  /** A payload; `page` opens the donor's own page, `link` opens `url`. What somebody else has set up may be another word. */
  press: string
  url: string
}

interface MenuFieldsProps {
  entries: readonly MenuEntry[]
  mostEntries: number
  /** Whether the channel says who opens a page, so that one's own can be offered. */
  opensPages: boolean
}

/** The lines of a menu: words, what a press does, and where it leads; read them back with `entriesIn`. */
export function MenuFields({ entries, mostEntries, opensPages }: MenuFieldsProps) {
  const { t } = useTranslation()
  const [rows, setRows] = useState<readonly Row[]>(() => entries.map(rowOf))
  const change = (key: number, changes: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...changes } : row)))
  const add = () => {
    const offered = presses.filter((one) => one !== 'link' && (one !== 'page' || opensPages))
    const press = offered.find((one) => !rows.some((row) => row.press === one)) ?? 'link'
    const key = Math.max(0, ...rows.map((row) => row.key)) + 1
    setRows([...rows, { key, press, url: '', label: wordsOf(press) }])
  }
  const wordsOf = (press: Press) => (press === 'link' ? '' : t(`connections.menu.presses.${press}`))
  return (
    <>
      {rows.map((row) => (
        <div key={row.key} className={styles.menuEntry}>
          <TextField
            name="label"
            label={t('connections.menu.label')}
            maxLength={40}
            value={row.label}
            onChange={({ currentTarget }) => change(row.key, { label: currentTarget.value })}
          />
          <ChoiceField
            name="press"
            label={t('connections.menu.press')}
            value={row.press}
            allowDeselect={false}
            onChange={(press) => press !== null && change(row.key, { press })}
            data={choicesFor(row.press, opensPages).map((press) => ({
              value: press,
              label: isPress(press) ? t(`connections.menu.presses.${press}`) : press,
            }))}
          />
          <CloseButton
            aria-label={
              row.label === '' ? t('connections.menu.removeEmpty') : t('connections.menu.remove', { label: row.label })
            }
            onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
          />
          {row.press === 'link' ? (
            <TextField
              name="url"
              type="url"
              className={styles.menuUrl ?? ''}
              label={t('connections.menu.url')}
              placeholder="https://"
              value={row.url}
              onChange={({ currentTarget }) => change(row.key, { url: currentTarget.value })}
            />
          ) : (
            <input type="hidden" name="url" value="" />
          )}
        </div>
      ))}
      {rows.length < mostEntries && (
        <Button variant="default" size="xs" onClick={add} leftSection={<IconPlus size={14} aria-hidden />}>
          {t('connections.menu.add')}
        </Button>
      )}
    </>
  )
}

/** What was typed, line by line. */
export function entriesIn(typed: Typed): MenuEntry[] {
  const [urls, pressed] = [typed.all('url'), typed.all('press')]
  return typed.all('label').map((label, index) => {
    const press = pressed[index] ?? ''
    const url = (urls[index] ?? '').trim()
    return {
      label: label.trim(),
      action: actionOf(press, url),
    }
  })
}

function actionOf(press: string, url: string): MenuEntry['action'] {
  if (press === 'link') return { type: 'link', url }
  return press === 'page' ? { type: 'page' } : { type: 'postback', payload: press }
}

function rowOf({ label, action }: MenuEntry, index: number): Row {
  const row = { key: index + 1, label, url: '' }
  if (action.type === 'link') return { ...row, press: 'link', url: action.url }
  return { ...row, press: action.type === 'page' ? 'page' : action.payload }
}

function choicesFor(press: string, opensPages: boolean): readonly string[] {
  const offered = presses.filter((one) => one !== 'page' || opensPages || press === 'page')
  return isPress(press) ? offered : [press, ...offered]
}

function isPress(press: string): press is Press {
  return presses.some((one) => one === press)
}
