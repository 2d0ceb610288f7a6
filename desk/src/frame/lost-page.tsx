import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../pieces/page.tsx'

/** For an address that leads nowhere. */
export function LostPage() {
  const { t } = useTranslation()
  return (
    <main style={{ paddingTop: '8vh' }}>
      <Page title={t('lost.title')} lead={t('lost.words')}>
        <p>
          <Link to="/">{t('lost.home')}</Link>
        </p>
      </Page>
    </main>
  )
}
