import { Alert } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../api/cases.ts'
import { fewest, untoldWords } from './untold.ts'

/** What donors are not told of this case, because too few persons could be meant; nothing where they are told all. */
export function UntoldNote({ found }: { found: Pick<CaseDetail, 'untold'> }) {
  const { t } = useTranslation('cases')
  const words = untoldWords(found)
  if (words === undefined) return null
  return (
    <Alert variant="light" color="quiet" icon={<IconEyeOff aria-hidden />}>
      {t(words, { fewest })}
    </Alert>
  )
}
