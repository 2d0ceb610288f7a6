import { Badge, Button, Checkbox, CopyButton, Modal, Table, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/platform/languages.ts'
import {
  changeMember,
  type Invited,
  inviteAgain,
  inviteMember,
  type Member,
  takeSecondFactorOff,
  useMembers,
  useRoles,
} from '../api/members.ts'
import { useMay, useSession } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { DataTable } from '../pieces/list-frame.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { languageNames } from '../words/names.ts'
import { AuditTrail } from './audit-trail.tsx'

/** Who works here, with which roles, and who did what. */
export function MembersPage() {
  const { t } = useTranslation()
  const may = useMay()
  const [invited, setInvited] = useState<Invited>()
  const { data: members, error, refetch } = useMembers()
  return (
    <Page
      title={t('nav.members')}
      lead={t('members.lead')}
      acts={may('members.change') && <Invite onInvited={setInvited} />}
    >
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!members && !error && <Loading />}
      {members && (
        <div className="card" style={{ padding: 0 }}>
          <DataTable
            stacked
            head={[t('people.name'), t('signIn.email'), t('members.roles'), t('members.state'), t('acts.acts')]}
          >
            {members.map((member) => (
              <MemberRow key={member.id} member={member} onInvited={setInvited} />
            ))}
          </DataTable>
        </div>
      )}
      {may('audit.read') && <AuditTrail />}
      <InvitationLink invited={invited} onClose={() => setInvited(undefined)} />
    </Page>
  )
}

function MemberRow({ member, onInvited }: { member: Member; onInvited: (invited: Invited) => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { member: me } = useSession()
  const { id, name, email, roles, isActive, hasSecondFactor } = member
  return (
    <Table.Tr>
      <Table.Td data-lead>
        <b>{name}</b>
      </Table.Td>
      <Table.Td>{email}</Table.Td>
      <Table.Td>
        {roles.map((role) => t(`roles.${role}`)).join(', ') || <span className="quiet">{t('acts.none')}</span>}
      </Table.Td>
      <Table.Td data-end>
        <Badge color={isActive ? 'good' : 'quiet'}>{t(isActive ? 'members.active' : 'members.inactive')}</Badge>
      </Table.Td>
      <Table.Td>
        {may('members.change') && (
          <div className="bar in-row">
            <Confirm
              words={t('acts.edit')}
              size="xs"
              variant="subtle"
              title={name}
              act={t('acts.save')}
              send={(typed) => changeMember(id, { roles: typed.all('roles') })}
            >
              <RoleChoice chosen={roles} />
            </Confirm>
            <Button size="xs" variant="subtle" onClick={() => attempt(async () => onInvited(await inviteAgain(id)))}>
              {t('members.newLink')}
            </Button>
            {id !== me.id && hasSecondFactor && me.roles.includes('owner') && (
              <Confirm
                words={t('members.stepOff')}
                size="xs"
                variant="subtle"
                danger
                title={t('members.stepOffTitle', { name })}
                act={t('members.stepOffAct')}
                send={() => takeSecondFactorOff(id)}
              >
                <p>{t('members.stepOffWords')}</p>
              </Confirm>
            )}
            {id !== me.id && (
              <Confirm
                words={t(isActive ? 'members.deactivate' : 'members.activate')}
                size="xs"
                variant="subtle"
                danger={isActive}
                title={t(isActive ? 'members.deactivateTitle' : 'members.activateTitle', { name })}
                act={t(isActive ? 'members.deactivate' : 'members.activate')}
                send={() => changeMember(id, { isActive: !isActive })}
              >
                <p>{t(isActive ? 'members.deactivateWords' : 'members.activateWords')}</p>
              </Confirm>
            )}
          </div>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function Invite({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const { t, i18n } = useTranslation()
  const invite = async (typed: Typed) => {
    const [name, email, language] = [typed.text('name'), typed.text('email'), typed.text('language')]
    onInvited(await inviteMember({ name, email, language, roles: typed.all('roles') }))
  }
  return (
    <Confirm
      words={t('members.invite')}
      variant="filled"
      title={t('members.invite')}
      act={t('members.inviteAct')}
      send={invite}
    >
      <TextField name="name" label={t('people.name')} />
      <TextField name="email" type="email" label={t('signIn.email')} />
      <ChoiceField
        name="language"
        label={t('people.language')}
        defaultValue={i18n.language}
        data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      />
      <RoleChoice chosen={[]} />
    </Confirm>
  )
}

function RoleChoice({ chosen }: { chosen: readonly string[] }) {
  const { t } = useTranslation()
  const { data: roles = [] } = useRoles()
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }} className="stack tight">
      <legend>{t('members.roles')}</legend>
      {roles.map(({ role }) => (
        <Checkbox
          key={role}
          name="roles"
          value={role}
          defaultChecked={chosen.includes(role)}
          label={t(`roles.${role}`)}
          description={t(`members.mayDo.${role}`)}
        />
      ))}
    </fieldset>
  )
}

function InvitationLink({ invited, onClose }: { invited: Invited | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const invitation = invited?.invitation
  return (
    <Modal
      opened={invited !== undefined}
      onClose={onClose}
      title={t('members.linkTitle')}
      closeButtonProps={{ 'aria-label': t('acts.close') }}
    >
      {invitation ? (
        <div className="stack">
          <p>{t('members.linkWords', { when: formats.moment(invitation.expiresAt) })}</p>
          <TextInput readOnly value={invitation.url} aria-label={t('members.linkTitle')} />
          <CopyButton value={invitation.url}>
            {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'acts.copied' : 'acts.copy')}</Button>}
          </CopyButton>
        </div>
      ) : (
        <p>{t('members.noLinkNeeded')}</p>
      )}
    </Modal>
  )
}
