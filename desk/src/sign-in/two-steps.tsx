import { Button, Checkbox } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { enableTwoFactor, type TwoSteps, verifyCode } from '../api/session.ts'
import { SecretField, TextField } from '../pieces/fields.tsx'
import { Form, Submit } from '../pieces/form.tsx'
import styles from './two-steps.module.css'

/** Sets up the second step: the password, the app, then the recovery codes, which are seen only here. */
export function SetUpTwoSteps({ onDone, onCancel }: { onDone: () => void; onCancel?: () => void }) {
  const { t } = useTranslation()
  const [setup, setSetup] = useState<TwoSteps>()
  const [isVerified, setVerified] = useState(false)
  if (setup && isVerified) return <RecoveryCodes setup={setup} onDone={onDone} />
  const cancel = onCancel && (
    <Button variant="default" onClick={onCancel}>
      {t('acts.cancel')}
    </Button>
  )
  if (setup) {
    return (
      <ScanAndConfirm setup={setup} onDone={() => setVerified(true)}>
        {cancel}
      </ScanAndConfirm>
    )
  }
  return (
    <Form send={async (typed) => setSetup(await enableTwoFactor(typed.exact('password')))}>
      <SecretField name="password" label={t('signIn.password')} autoComplete="current-password" maw={320} />
      <div className="bar">
        <Submit>{t('acts.begin')}</Submit>
        {cancel}
      </div>
    </Form>
  )
}

function ScanAndConfirm(props: { setup: TwoSteps; onDone: () => void; children: React.ReactNode }) {
  const { t } = useTranslation()
  const { totpURI } = props.setup
  const [picture, setPicture] = useState<string>()
  useEffect(() => {
    void import('qrcode').then(async ({ default: codes }) => setPicture(await codes.toDataURL(totpURI, { margin: 2 })))
  }, [totpURI])
  return (
    <Form send={(typed) => verifyCode(typed.text('code').replace(/\s/g, ''))} onDone={props.onDone}>
      <p>{t('account.scan')}</p>
      <div className={styles.picture}>
        {picture && <img src={picture} alt={t('account.qrAlt')} width={176} height={176} />}
      </div>
      <p className="quiet small">
        {t('account.byHand')} <code className={styles.key}>{inFours(new URL(totpURI).searchParams.get('secret'))}</code>
      </p>
      <TextField
        name="code"
        label={t('signIn.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        maw={320}
      />
      <div className="bar">
        <Submit>{t('account.confirm')}</Submit>
        {props.children}
      </div>
    </Form>
  )
}

const inFours = (key: string | null) => (key ?? '').replace(/(.{4})(?=.)/g, '$1 ')

function RecoveryCodes({ setup: { totpURI, backupCodes }, onDone }: { setup: TwoSteps; onDone: () => void }) {
  const { t } = useTranslation(['desk', 'account'])
  const [areKept, setKept] = useState(false)
  const email = decodeURIComponent(new URL(totpURI).pathname.split(':').at(-1) ?? '')
  const text = `${t('account:codesFile', { email })}\n\n${backupCodes.join('\n')}\n`
  return (
    <div className="stack">
      <h3 className={styles.title}>{t('account:codesTitle')}</h3>
      <p>{t('account:codesLead')}</p>
      <ul className={styles.codes}>
        {backupCodes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="riscontro-recovery-codes.txt"
        >
          {t('acts.download')}
        </Button>
      </div>
      <Checkbox
        label={t('account:codesKept')}
        checked={areKept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <div>
        <Button disabled={!areKept} onClick={onDone}>
          {t('account:goOn')}
        </Button>
      </div>
    </div>
  )
}
