import { NativeSelect } from '@mantine/core'
import { type PropsWithChildren, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages } from '../../../src/platform/languages.ts'
import { Mark } from '../pieces/mark.tsx'
import { speak } from '../words/i18n.ts'
import { languageNames } from '../words/names.ts'
import styles from './door.module.css'

/** A page before the desk: one card, and the language in reach of whoever cannot read the first one. */
export function Door({ title, lead, children }: PropsWithChildren<{ title: string; lead?: string }>) {
  const { t, i18n } = useTranslation()
  useEffect(() => {
    document.title = `${title} · Riscontro`
  }, [title])
  const choose = (tag: string) => {
    if (isLanguage(tag)) void speak(tag)
  }
  return (
    <main className={styles.door}>
      <div className={styles.mark}>
        <Mark size={36} />
        <span>Riscontro</span>
      </div>
      <div className={`card ${styles.card}`}>
        <h1>{title}</h1>
        {lead && <p className="quiet">{lead}</p>}
        {children}
      </div>
      <NativeSelect
        aria-label={t('frame.language')}
        value={i18n.language}
        onChange={(event) => choose(event.currentTarget.value)}
        data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
        size="xs"
      />
    </main>
  )
}
