import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Campaign, useCampaigns } from '../api/campaigns.ts'
import { declineMandate, type Mandate, rhythms, settleMandate, useMandate } from '../api/mandates.ts'
import { useMay, useSession } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { AmountField, ChoiceField, DayField, TextField } from '../pieces/fields.tsx'
import { Form, Submit, type Typed } from '../pieces/form.tsx'
import { minorIn } from '../pieces/minor-in.ts'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { CampaignField, useChosenCampaign } from './campaign-choice.tsx'
import styles from './mandate.module.css'
import { today } from './today.ts'

const back = { to: '/gifts/mandates', words: 'mandates.title' } as const

/** A signed mandate: the picture, and beside it the form that copies it. */
export function MandatePage() {
  const { t } = useTranslation()
  const may = useMay()
  const formats = useFormats()
  const { mandateId } = useParams({ strict: false })
  const { data: mandate, error, refetch } = useMandate(mandateId ?? '')
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />
  if (!mandate) return <ComingPage />
  const { personId, personName, filedAt, filedBy, conversationId } = mandate
  const when = formats.ago(filedAt)
  return (
    <Page
      title={t('mandates.of', { name: personName })}
      lead={filedBy ? t('mandates.filedBy', { name: filedBy, when }) : t('mandates.filedAt', { when })}
      back={{ to: back.to, words: t(back.words) }}
    >
      <div className={styles.beside}>
        <Section title={t('mandates.picture')}>
          <Picture mandate={mandate} />
          <p className="bar small">
            <Link to="/people/$personId" params={{ personId }}>
              {personName}
            </Link>
            {may('conversations.read') && (
              <Link to="/inbox/$conversationId" params={{ conversationId }}>
                {t('mandates.conversation')}
              </Link>
            )}
          </p>
        </Section>
        {mandate.state === 'open' && may('gifts.confirm') ? (
          <Paper mandate={mandate} />
        ) : (
          <Section title={t(`mandates.states.${mandate.state}`)}>
            <Outcome mandate={mandate} />
          </Section>
        )}
      </div>
    </Page>
  )
}

function Picture({ mandate: { picture, personName } }: { mandate: Mandate }) {
  const { t } = useTranslation()
  if (!picture) return <p className="quiet">{t('mandates.noPicture')}</p>
  return (
    <a href={picture} target="_blank" rel="noreferrer" title={t('mandates.enlarge')}>
      <img className={styles.picture} src={picture} alt={t('mandates.pictureOf', { name: personName })} />
    </a>
  )
}

function Outcome({ mandate: { state, reason, recurringGift } }: { mandate: Mandate }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!recurringGift) return <p className="quiet">{reason ?? t(`mandates.outcomes.${state}`)}</p>
  const { amount, rhythm, nextDueOn, accountDigits } = recurringGift
  return (
    <p>
      <strong className="figure">{formats.money(amount)}</strong> {t(`mandates.rhythms.${rhythm}`)}
      <br />
      <span className="quiet small">
        {recurringGift.state === 'active'
          ? t('mandates.nextDue', { day: formats.day(nextDueOn) })
          : t('mandates.ended')}
        {accountDigits && ` · ${t('mandates.account', { digits: accountDigits })}`}
      </span>
    </p>
  )
}

function Paper({ mandate }: { mandate: Mandate }) {
  const { items: campaigns } = useCampaigns()
  return campaigns ? <PaperForm mandate={mandate} campaigns={campaigns} /> : <ComingPage />
}

function PaperForm({ mandate, campaigns }: { mandate: Mandate; campaigns: readonly Campaign[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { organisation } = useSession()
  const { campaign, choose } = useChosenCampaign(campaigns)
  const { currency } = campaign?.goal ?? organisation
  const settle = async (typed: Typed) => {
    await settleMandate(mandate.id, {
      campaignId: typed.text('campaignId'),
      donorName: typed.text('donorName'),
      amount: { minor: minorIn(typed, 'amount', currency), currency },
      rhythm: typed.text('rhythm'),
      startsOn: typed.text('startsOn'),
      dueDay: Number(typed.text('dueDay')),
      account: typed.text('account') || undefined,
    })
    say(t('mandates.settled'))
    await navigate({ to: '/gifts/mandates' })
  }
  return (
    <Section title={t('mandates.paper')} lead={t('mandates.paperLead')}>
      <Form send={settle}>
        <CampaignField campaigns={campaigns} chosen={campaign} choose={choose} />
        <TextField name="donorName" label={t('gifts.donor')} defaultValue={mandate.personName} />
        <div className="fields">
          <AmountField name="amount" currency={currency} label={t('gifts.amount')} />
          <ChoiceField
            name="rhythm"
            label={t('mandates.rhythm')}
            defaultValue="monthly"
            allowDeselect={false}
            data={rhythms.map((rhythm) => ({ value: rhythm, label: t(`mandates.rhythms.${rhythm}`) }))}
          />
        </div>
        <div className="fields">
          <DayField name="startsOn" label={t('mandates.startsOn')} defaultValue={today()} />
          <TextField
            name="dueDay"
            type="number"
            min={1}
            max={31}
            label={t('mandates.dueDay')}
            description={t('mandates.dueDayHint')}
            defaultValue={String(Number(today().slice(8)))}
          />
        </div>
        <TextField
          name="account"
          label={t('mandates.accountLabel')}
          description={t('mandates.accountHint')}
          autoComplete="off"
        />
        <div className="bar">
          <Submit>{t('mandates.settle')}</Submit>
        </div>
      </Form>
      <Decline mandate={mandate} />
    </Section>
  )
}

function Decline({ mandate: { id } }: { mandate: Mandate }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Confirm
      words={t('mandates.decline')}
      size="xs"
      variant="subtle"
      danger
      title={t('mandates.declineTitle')}
      act={t('mandates.decline')}
      send={async (typed) => {
        await declineMandate(id, typed.text('reason'))
        say(t('mandates.declined'))
        await navigate({ to: '/gifts/mandates' })
      }}
    >
      <p>{t('mandates.declineWords')}</p>
      <TextField name="reason" label={t('mandates.reason')} />
    </Confirm>
  )
}
