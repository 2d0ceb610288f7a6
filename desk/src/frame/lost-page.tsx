import { IconMapOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../pieces/empty.tsx'
import { Page } from '../pieces/page.tsx'

/** For an address that leads nowhere. */
export function LostPage() {
  const { t } = useTranslation()
  return (
    <main>
      <Page title={t('lost.title')}>
        <Empty icon={IconMapOff} title={t('lost.title')} words={t('lost.words')}>
          <Link to="/">{t('lost.home')}</Link>
        </Empty>
      </Page>
    </main>
  )
}
