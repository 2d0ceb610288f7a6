import { Badge, Button, Code } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { makeStaffCode, useStaffLink } from '../api/staff-code.ts'
import { Section } from '../pieces/page.tsx'
import { attempt } from '../pieces/said.tsx'

/** How a member becomes known in the team's Slack; nothing where there is none. */
export function SlackCode() {
  const { t } = useTranslation(['desk', 'account'])
  const may = useMay()
  const { data: link } = useStaffLink(may('conversations.read'))
  const [code, setCode] = useState<string>()
  if (!link?.isOffered) return null
  const ask = () => attempt(async () => setCode((await makeStaffCode()).code))
  return (
    <Section
      title={t('account:slack')}
      lead={t('account:slackLead')}
      acts={link.isLinked && <Badge color="good">{t('account:slackLinked')}</Badge>}
    >
      {code && (
        <p role="status">
          {t('account:slackWrite')} <Code>{`/riscontro link ${code}`}</Code>
        </p>
      )}
      <div>
        <Button variant="default" onClick={ask}>
          {t(code ? 'account:slackAnother' : 'account:slackAsk')}
        </Button>
      </div>
    </Section>
  )
}
