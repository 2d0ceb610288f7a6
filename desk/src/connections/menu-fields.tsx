import { Button, CloseButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MenuEntry } from '../api/channel-menus.ts'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import styles from './connections.module.css'

/** What the script answers to by itself, and a page of the web. */
const presses = ['give', 'projects', 'gifts', 'traces', 'receipts', 'person', 'language', 'menu', 'link'] as const
type Press = (typeof presses)[number]

interface Row {
  key: number
  label: string
  /** A payload; `link` opens `url`. What somebody else has set up may be another word. */
  press: string
  url: string
}

/** The lines of a menu: words, what a press does, and where it leads; read them back with `entriesIn`. */
export function MenuFields({ entries, mostEntries }: { entries: readonly MenuEntry[]; mostEntries: number }) {
  const { t } = useTranslation()
  const [rows, setRows] = useState<readonly Row[]>(() => entries.map(rowOf))
  const change = (key: number, changes: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...changes } : row)))
  const add = () => {
    const press = presses.find((one) => one !== 'link' && !rows.some((row) => row.press === one)) ?? 'link'
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
            data={choicesFor(row.press).map((press) => ({
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
      action: press === 'link' ? { type: 'link', url } : { type: 'postback', payload: press },
    }
  })
}

function rowOf({ label, action }: MenuEntry, index: number): Row {
  return action.type === 'link'
    ? { key: index + 1, label, press: 'link', url: action.url }
    : { key: index + 1, label, press: action.payload, url: '' }
}

function choicesFor(press: string): readonly string[] {
  return isPress(press) ? presses : [press, ...presses]
}

function isPress(press: string): press is Press {
  return presses.some((one) => one === press)
}
