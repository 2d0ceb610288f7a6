import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The outline of rows that are on their way. */
export function Loading({ rows = 5, height = 20 }: { rows?: number; height?: number }) {
  const { t } = useTranslation()
  return (
    <div className="stack tight" aria-busy="true" role="status" aria-label={t('acts.loading')}>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <Skeleton key={row} height={height} width={`${100 - ((row * 17) % 40)}%`} />
      ))}
    </div>
  )
}
