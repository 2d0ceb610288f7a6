import { Badge, Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  changePassword,
  disableTwoFactor,
  enableTwoFactor,
  useSession,
  useTwoFactor,
  verifyCode,
} from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { SecretField, TextField } from '../pieces/fields.tsx'
import { Form, Submit } from '../pieces/form.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { say } from '../pieces/said.tsx'

/** A member's own password and second step. */
export function AccountPage() {
  const { t } = useTranslation()
  const { member } = useSession()
  return (
    <Page title={t('nav.account')} lead={`${member.name} · ${member.email}`}>
      <TwoSteps />
      <Section title={t('account.password')}>
        <Form
          send={(typed) => changePassword(typed.exact('currentPassword'), typed.exact('newPassword'))}
          onDone={() => say(t('account.passwordChanged'))}
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

interface Setup {
  totpURI: string
  backupCodes: string[]
}

function TwoSteps() {
  const { t } = useTranslation()
  const { data: isOn } = useTwoFactor()
  const [setup, setSetup] = useState<Setup>()
  return (
    <Section
      title={t('account.twoSteps')}
      lead={t('account.twoStepsLead')}
      acts={
        isOn !== undefined && (
          <Badge color={isOn ? 'good' : 'attention'}>{t(isOn ? 'account.on' : 'account.off')}</Badge>
        )
      }
    >
      {setup && <FinishSetup setup={setup} onDone={() => setSetup(undefined)} />}
      {!setup && isOn === false && (
        <div>
          <Confirm
            words={t('account.turnOn')}
            variant="filled"
            title={t('account.turnOn')}
            act={t('acts.begin')}
            send={async (typed) => setSetup(await enableTwoFactor(typed.exact('password')))}
          >
            <SecretField name="password" label={t('signIn.password')} autoComplete="current-password" />
          </Confirm>
        </div>
      )}
      {!setup && isOn && <TurnOff />}
    </Section>
  )
}

function FinishSetup({ setup: { totpURI, backupCodes }, onDone }: { setup: Setup; onDone: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [picture, setPicture] = useState<string>()
  useEffect(() => {
    void import('qrcode').then(async ({ default: codes }) => setPicture(await codes.toDataURL(totpURI, { margin: 2 })))
  }, [totpURI])
  const finish = async (code: string) => {
    await verifyCode(code)
    await queries.invalidateQueries({ queryKey: ['two-factor'] })
    say(t('account.turnedOn'))
    onDone()
  }
  return (
    <div className="stack">
      <p>{t('account.scan')}</p>
      {picture && <img src={picture} alt={t('account.qrAlt')} width={176} height={176} style={{ borderRadius: 8 }} />}
      <p className="quiet small" style={{ overflowWrap: 'anywhere' }}>
        {t('account.byHand')} <code>{new URL(totpURI).searchParams.get('secret')}</code>
      </p>
      <p>{t('account.backup')}</p>
      <pre style={{ margin: 0 }}>{backupCodes.join('\n')}</pre>
      <Form send={(typed) => finish(typed.text('code').replace(/\s/g, ''))}>
        <div className="bar end">
          <TextField name="code" label={t('signIn.code')} inputMode="numeric" autoComplete="one-time-code" />
          <Submit>{t('account.confirm')}</Submit>
          <Button variant="default" onClick={onDone}>
            {t('acts.cancel')}
          </Button>
        </div>
      </Form>
    </div>
  )
}

function TurnOff() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const turnOff = async (password: string) => {
    await disableTwoFactor(password)
    await queries.invalidateQueries({ queryKey: ['two-factor'] })
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
