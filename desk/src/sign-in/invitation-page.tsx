import { useLocation, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { acceptInvitation, useInvitation } from '../api/session.ts'
import { SecretField, TextField } from '../pieces/fields.tsx'
import { Form, Submit } from '../pieces/form.tsx'
import { Loading } from '../pieces/loading.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { Door } from './door.tsx'

/** Where an invited member chooses a password; afterwards they sign in with it. */
export function InvitationPage() {
  const { t } = useTranslation()
  // The token stands behind the #, so that no server log ever holds it.
  const token = useLocation({ select: ({ hash }) => hash })
  const navigate = useNavigate()
  const { data: invitation, error } = useInvitation(token)
  if (error) {
    return (
      <Door title={t('invitation.title')}>
        <ErrorNote error={error} />
      </Door>
    )
  }
  if (!invitation) {
    return (
      <Door title={t('invitation.title')}>
        <Loading rows={4} />
      </Door>
    )
  }
  return (
    <Door
      title={t('invitation.welcome', { organisation: invitation.organisation })}
      lead={t('invitation.lead', { name: invitation.name })}
    >
      <Form
        send={(typed) => acceptInvitation(token, typed.exact('password'))}
        onDone={() => void navigate({ to: '/sign-in' })}
      >
        <TextField name="email" label={t('signIn.email')} value={invitation.email} readOnly autoComplete="username" />
        <SecretField
          name="password"
          label={t('invitation.password')}
          description={t('invitation.passwordHint')}
          autoComplete="new-password"
        />
        <Submit fullWidth>{t('invitation.act')}</Submit>
      </Form>
    </Door>
  )
}
