import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isLanguage } from '../../../src/platform/languages.ts'
import { type AudienceFilter, createBroadcast, type Plan } from '../api/broadcasts.ts'
import { useSession } from '../api/session.ts'
import { Page } from '../pieces/page.tsx'
import { BroadcastForm } from './broadcast-form.tsx'

/**
 * A first draft; nothing leaves before somebody else has released it. Begun from a case that ended (`moved`), it is news for
 * those whose gifts went elsewhere; begun from a `segment`, it is for its people.
 */
export function NewBroadcastPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { organisation } = useSession()
  const { moved, segment } = useSearch({ from: '/frame/broadcasts/new' })
  const first: AudienceFilter =
    moved !== undefined
      ? { kind: 'moved', caseId: moved }
      : segment !== undefined
        ? { kind: 'segment', segmentId: segment }
        : { kind: 'reachable' }
  const empty: Plan = {
    name: '',
    purpose: moved === undefined ? 'appeals' : 'feedback',
    audience: { anyOf: [[first]], butNot: [] },
    contents: {},
    fallbackLanguage: isLanguage(organisation.language) ? organisation.language : 'en',
    schedule: { kind: 'now' },
    notAfter: null,
    leavers: moved === undefined ? 'drop' : 'keep',
  }
  return (
    <Page
      title={t('broadcasts.create')}
      lead={t('broadcasts.createLead')}
      back={{ to: '/broadcasts', words: t('nav.broadcasts') }}
    >
      <BroadcastForm
        plan={empty}
        act={t('broadcasts.saveDraft')}
        send={async (plan) => {
          const broadcastId = await createBroadcast(plan)
          await navigate({ to: '/broadcasts/$broadcastId', params: { broadcastId } })
        }}
      />
    </Page>
  )
}
