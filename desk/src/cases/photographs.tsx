import { Badge, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../api/cases.ts'
import { decidePhotograph, type Photograph, usePhotographs } from '../api/photographs.ts'
import { useMay, useSession } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Facts } from '../pieces/facts.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { HidePlaces } from './hide-places.tsx'
import styles from './photographs.module.css'

/** Photographs of the child as they would be shown: under a consent alone, published by somebody other than who brought them. */
export function Photographs({ found }: { found: CaseDetail }) {
  const { t } = useTranslation('cases')
  const may = useMay()
  const { data: photographs = [] } = usePhotographs(found.id, may('cases.medical'))
  if (!may('cases.medical')) return null
  const canAdd = may('updates.write') && found.consent === 'standing'
  return (
    <Section
      title={t('photographs.title')}
      lead={t(canAdd || photographs.length > 0 ? 'photographs.lead' : 'photographs.needsConsent')}
      acts={canAdd && <HidePlaces caseId={found.id} />}
    >
      {photographs.map((photograph) => (
        <PhotographView key={photograph.id} photograph={photograph} pseudonym={found.pseudonym} />
      ))}
    </Section>
  )
}

function PhotographView({ photograph, pseudonym }: { photograph: Photograph; pseudonym: string }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const may = useMay()
  const { member } = useSession()
  const { id, hidden, uploadedBy, uploadedById, uploadedAt, publishedAt } = photograph
  const isOwn = uploadedById === member.id
  return (
    <figure className={styles.figure}>
      <img className={styles.shown} src={`/api/case-pictures/${id}`} alt={t('photographs.of', { name: pseudonym })} />
      <figcaption className="stack tight">
        <div className="bar spread">
          <span className="quiet small">
            <Facts of={[uploadedBy, formats.ago(uploadedAt), t('photographs.hidden', { count: hidden })]} />
          </span>
          <Badge color={publishedAt ? 'good' : 'attention'}>
            {t(publishedAt ? 'photographs.published' : 'photographs.waiting')}
          </Badge>
        </div>
        <div className="bar">
          {!publishedAt && may('updates.approve') && !isOwn && (
            <Button size="xs" variant="filled" onClick={() => void decidePhotograph(id, 'publish')}>
              {t('photographs.publish')}
            </Button>
          )}
          {!publishedAt && isOwn && <span className="quiet small">{t('photographs.otherPublishes')}</span>}
          {may('updates.write') && (
            <Confirm
              words={t('photographs.remove')}
              size="compact-xs"
              variant="subtle"
              danger
              title={t('photographs.removeTitle')}
              act={t('photographs.remove')}
              send={() => decidePhotograph(id, 'remove')}
            >
              <p>{t('photographs.removeWords')}</p>
            </Confirm>
          )}
        </div>
      </figcaption>
    </figure>
  )
}
