import { Button, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type AuditLine, useAudit, useMembers } from '../api/members.ts'
import { DataTable } from '../pieces/list-frame.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { nameIn, pageOf } from './audit-subject.ts'

/** Who did what, to what and when, the newest first, in sentences. */
export function AuditTrail() {
  const { t } = useTranslation(['desk', 'desk-audit'])
  const formats = useFormats()
  const { items, error, hasNextPage, fetchNextPage } = useAudit()
  return (
    <Section title={t('audit.title')} lead={t('audit.lead')}>
      {error && <ErrorNote error={error} />}
      {items && (
        <DataTable stacked head={[t('audit.who'), t('audit.what'), t('desk-audit:toWhat'), t('audit.when')]}>
          {items.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td data-lead>
                {(line.actorKind === 'member' && line.actorName) || t(`audit.actors.${line.actorKind}`)}
              </Table.Td>
              <Table.Td>
                <Deed action={line.action} />
              </Table.Td>
              <Table.Td>
                <Subject line={line} />
              </Table.Td>
              <Table.Td className="figure">{formats.moment(line.at)}</Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      )}
      {hasNextPage && (
        <Button variant="subtle" onClick={() => void fetchNextPage()}>
          {t('acts.more')}
        </Button>
      )}
    </Section>
  )
}

/** What was done, in words; the bare code where an older line's has none. */
function Deed({ action }: { action: string }) {
  const { t, i18n } = useTranslation(['desk', 'desk-audit'])
  return i18n.exists(`desk-audit:deeds.${action}`) ? t(`desk-audit:deeds.${action}`) : <code>{action}</code>
}

function Subject({ line }: { line: AuditLine }) {
  const { t } = useTranslation(['desk', 'desk-audit'])
  const { data: members = [] } = useMembers()
  const { subjectKind, subjectId } = line
  const member = subjectKind === 'member' ? members.find(({ id }) => id === subjectId) : undefined
  const name = member?.name ?? nameIn(line)
  const page = pageOf(subjectKind, subjectId)
  return page ? <Link {...page}>{name ?? t(`desk-audit:subjects.${subjectKind}`)}</Link> : name
}
