import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reread } from '../api/queries.ts'
import { changePassword, disableTwoFactor, useSession, useTwoFactor } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { SecretField } from '../pieces/fields.tsx'
import { Form, Submit } from '../pieces/form.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { say } from '../pieces/said.tsx'
import { SetUpTwoSteps } from '../sign-in/two-steps.tsx'
import { Sessions } from './sessions.tsx'
import { SlackCode } from './slack-code.tsx'

/** A member's own password and second step. */
export function AccountPage() {
  const { t } = useTranslation()
  const { member } = useSession()
  return (
    <Page title={t('nav.account')} lead={`${member.name} · ${member.email}`}>
      <TwoSteps />
      <Sessions />
      <SlackCode />
      <Section title={t('account.password')}>
        <Form
          send={(typed) => changePassword(typed.exact('currentPassword'), typed.exact('newPassword'))}
          onDone={() => {
            say(t('account.passwordChanged'))
            void reread('sessions')
          }}
        >
          <div className="bar end">
            <SecretField name="currentPassword" label={t('account.current')} autoComplete="current-password" w={280} />
            <SecretField name="newPassword" label={t('invitation.password')} autoComplete="new-password" w={280} />
          </div>
          <p className="quiet small">{t('invitation.passwordHint')}</p>
          <Submit style={{ alignSelf: 'flex-start' }}>{t('account.change')}</Submit>
        </Form>
      </Section>
    </Page>
  )
}

function TwoSteps() {
  const { t } = useTranslation(['desk', 'account'])
  const { signIn } = useSession()
  const { data: isOn } = useTwoFactor()
  const [isSettingUp, setSettingUp] = useState(false)
  const finish = async () => {
    await reread('two-factor', 'session', 'sessions')
    say(t('account.turnedOn'))
    setSettingUp(false)
  }
  const state = isOn !== undefined && (
    <Badge color={isOn ? 'good' : 'attention'}>{t(isOn ? 'account.on' : 'account.off')}</Badge>
  )
  return (
    <Section title={t('account.twoSteps')} lead={t('account.twoStepsLead')} acts={state}>
      {!isSettingUp && signIn.secondFactor === 'soon' && <p>{t('account:soon')}</p>}
      {isSettingUp && <SetUpTwoSteps onDone={finish} onCancel={() => setSettingUp(false)} />}
      {!isSettingUp && isOn === false && (
        <div>
          <Button onClick={() => setSettingUp(true)}>{t('account.turnOn')}</Button>
        </div>
      )}
      {!isSettingUp && isOn && <TurnOff />}
    </Section>
  )
}

function TurnOff() {
  const { t } = useTranslation()
  const turnOff = async (password: string) => {
    await disableTwoFactor(password)
    await reread('two-factor', 'session')
  }
  return (
    <div>
      <Confirm
        words={t('account.turnOff')}
        danger
        title={t('account.turnOff')}
        act={t('account.turnOff')}
        send={(typed) => turnOff(typed.exact('password'))}
      >
        <p>{t('account.turnOffWords')}</p>
        <SecretField name="password" label={t('signIn.password')} autoComplete="current-password" />
      </Confirm>
    </div>
  )
}
