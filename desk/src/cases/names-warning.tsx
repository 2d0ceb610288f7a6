import { Alert } from '@mantine/core'
import { IconUserExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNamesIn } from '../api/cases.ts'

/** Says, while somebody writes or reads, that a text contains a name of the family; nothing is held back by it. */
export function NamesWarning({ caseId, texts }: { caseId: string; texts: readonly string[] }) {
  const { t, i18n } = useTranslation('cases')
  const { data: names = [] } = useNamesIn(caseId, texts)
  return (
    <div role="status">
      {names.length > 0 && (
        <Alert variant="light" color="attention" icon={<IconUserExclamation aria-hidden />} title={t('names.title')}>
          {t('names.words', { names: new Intl.ListFormat(i18n.language).format(names.map((name) => `“${name}”`)) })}
        </Alert>
      )}
    </div>
  )
}
