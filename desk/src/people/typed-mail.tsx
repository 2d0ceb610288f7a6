import { useTranslation } from 'react-i18next'
import { useChannels } from '../api/connections.ts'
import { askAddress, type Person } from '../api/people.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { say } from '../pieces/said.tsx'

/** What goes to the address somebody typed when no chat is left, for an organisation that writes by e-mail at all. */
export function TypedMail({ person }: { person: Person }) {
  const may = useMay()
  const { t } = useTranslation()
  const { data: channels } = useChannels(may('channels.read'))
  const { email, typedState, consents } = person
  const writesMail = channels?.items.some(({ kind }) => kind === 'email') ?? true
  if (email === null || typedState === null || !writesMail) return null
  const wantsMore = consents.some(({ purpose, granted }) => purpose === 'appeals' && granted)
  return (
    <>
      <p className="quiet small">{t(`people.typedMail.${typedState}`, { email })}</p>
      {may('people.change') && wantsMore && typedState === 'open' && <AskAddress id={person.id} email={email} />}
    </>
  )
}

/** Asks the mailbox whether the address is theirs. */
function AskAddress({ id, email }: { id: string; email: string }) {
  const { t } = useTranslation()
  return (
    <div>
      <Confirm
        words={t('people.askAddress')}
        size="compact-xs"
        variant="subtle"
        title={t('people.askAddressTitle', { email })}
        act={t('people.askAddressAct')}
        send={async () => {
          await askAddress(id)
          say(t('people.askAddressDone'))
        }}
      >
        <p>{t('people.askAddressWords')}</p>
      </Confirm>
    </div>
  )
}
