import { Alert } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconUserExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAnyNamesIn, useNamesIn } from '../api/cases.ts'

/** Says, while somebody writes or reads, that a text contains a name of the family; nothing is held back by it. */
export function NamesWarning({ caseId, texts }: { caseId: string; texts: readonly string[] }) {
  const { data: names = [] } = useNamesIn(caseId, texts)
  return <Warning names={names} about="names" />
}

/** Says a moment after somebody stops writing that an appeal or a message to many contains a name of a family that is helped. */
export function AnyNamesWarning({ texts }: { texts: readonly string[] }) {
  const [settled] = useDebouncedValue(texts.join('\n\n'), 1500)
  const { data: names = [] } = useAnyNamesIn(settled)
  return <Warning names={names} about="anyNames" />
}

function Warning({ names, about }: { names: readonly string[]; about: 'names' | 'anyNames' }) {
  const { t, i18n } = useTranslation('cases')
  return (
    <div role="status">
      {names.length > 0 && (
        <Alert variant="light" color="attention" icon={<IconUserExclamation aria-hidden />} title={t(`${about}.title`)}>
          {t(`${about}.words`, { names: new Intl.ListFormat(i18n.language).format(names.map((name) => `“${name}”`)) })}
        </Alert>
      )}
    </div>
  )
}
