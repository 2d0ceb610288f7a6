import { Badge, Button } from '@mantine/core'
import { IconMessageCircle } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/platform/languages.ts'
import { titleOf, useCampaigns } from '../api/campaigns.ts'
import { useChannels } from '../api/connections.ts'
import { useGifts } from '../api/gifts.ts'
import { changePerson, type Identity, type Person, recordConsent, usePerson, useTimeline } from '../api/people.ts'
import { useMay } from '../api/session.ts'
import { WishSection } from '../feedback/wish.tsx'
import { ChannelName } from '../inbox/channel-name.tsx'
import { Confirm } from '../pieces/confirm.tsx'
import { Address, Facts } from '../pieces/facts.tsx'
import { ChoiceField, TextField, TickField } from '../pieces/fields.tsx'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { Knot, Thread } from '../pieces/thread.tsx'
import { useFormats } from '../words/formats.ts'
import { languageName, languageNames } from '../words/names.ts'
import { ConsentList } from './consent-list.tsx'
import { ErasePerson, ErasureOf } from './erase.tsx'
import { LinkIdentity } from './link-identity.tsx'
import { Joined, SuggestionsOf } from './suggestions.tsx'
import { TagsOf } from './tags.tsx'
import { TimelineWords } from './timeline-words.tsx'
import { TypedMail } from './typed-mail.tsx'

/** One person: who they are, where they are reached, what they gave and agreed to, what happened. */
export function PersonPage() {
  const { t } = useTranslation()
  const { personId } = useParams({ from: '/frame/people/$personId' })
  const { data: person, error, refetch } = usePerson(personId)
  const back = { to: '/people', words: t('nav.people') }
  if (error) {
    return (
      <Page title={t('nav.people')} back={back}>
        <ErrorNote error={error} retry={() => void refetch()} />
      </Page>
    )
  }
  if (!person) return <ComingPage />
  return (
    <Page
      title={person.erasedAt ? t('people.erased') : person.displayName}
      back={back}
      lead={person.erasedAt ? undefined : <PersonLead person={person} />}
      acts={person.erasedAt ? undefined : <ChangePerson person={person} />}
    >
      <ErasureOf person={person} />
      {person.mergedIntoId && <Joined into={person.mergedIntoId} />}
      <SuggestionsOf person={person} />
      <div className="columns">
        <div className="stack">
          <GiftsOf personId={personId} />
          <TimelineOf personId={personId} />
        </div>
        <div className="stack">
          <Section title={t('people.reached')}>
            {person.identities.length === 0 && <p className="quiet">{t('people.noIdentity')}</p>}
            {person.identities.map((identity) => (
              <IdentityLine key={identity.id} identity={identity} personId={personId} />
            ))}
            <TypedMail person={person} />
          </Section>
          <TagsOf person={person} />
          <Section title={t('people.consents')} acts={person.erasedAt ? undefined : <ChangeConsent person={person} />}>
            <ConsentList consents={person.consents} />
          </Section>
          <WishSection person={person} />
        </div>
      </div>
    </Page>
  )
}

function PersonLead({ person: { donorSince, email, phone, language } }: { person: Person }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const since = donorSince ? t('people.donorSince', { day: formats.day(donorSince) }) : t('people.prospect')
  return <Facts of={[since, languageName(language), email && <Address of={email} />, phone]} />
}

function IdentityLine({ identity, personId }: { identity: Identity; personId: string }) {
  const { channelAccountId, displayName, state, proof } = identity
  const may = useMay()
  const { t, i18n } = useTranslation()
  const { data: channels } = useChannels(may('channels.read'))
  const channel = channels?.items.find(({ id }) => id === channelAccountId)
  const why = proof !== null && i18n.exists(`people.proofs.${proof}`) ? t(`people.proofs.${proof}`) : ''
  const isCut = state === 'blocked' || state === 'unfollowed'
  return (
    <div className="bar spread">
      <span>
        <ChannelName kind={channel?.kind ?? ''} name={channel?.name ?? t('people.chat')} />
        <span className="quiet small">
          {' '}
          <Facts of={[displayName, why]} />
        </span>
      </span>
      <span className="bar">
        {may('people.change') && <LinkIdentity identity={identity} personId={personId} />}
        <Badge color={isCut ? 'danger' : state === 'following' ? 'good' : 'quiet'}>
          {t(`people.identity.${state}`)}
        </Badge>
      </span>
    </div>
  )
}

function GiftsOf({ personId }: { personId: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { items, error, hasNextPage, fetchNextPage } = useGifts({ person: personId })
  const { items: campaigns = [] } = useCampaigns()
  const campaignOf = (wanted: string) => {
    const campaign = campaigns.find(({ id }) => id === wanted)
    return campaign ? titleOf(campaign, formats.language) : ''
  }
  return (
    <Section title={t('nav.gifts')}>
      {error && <ErrorNote error={error} />}
      {items?.length === 0 && <p className="quiet">{t('people.noGifts')}</p>}
      <div className="lines">
        {items?.map(({ id, amount, givenOn, campaignId }) => (
          <div key={id} className="bar spread">
            <span>
              <Link to="/gifts/$giftId" params={{ giftId: id }} className="row-link figure">
                {formats.money(amount)}
              </Link>
              <span className="quiet small"> · {campaignOf(campaignId)}</span>
            </span>
            <span className="quiet small">{formats.day(givenOn)}</span>
          </div>
        ))}
      </div>
      {hasNextPage && (
        <Button variant="subtle" size="xs" onClick={() => void fetchNextPage()}>
          {t('acts.more')}
        </Button>
      )}
    </Section>
  )
}

function TimelineOf({ personId }: { personId: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { items, error, hasNextPage, fetchNextPage } = useTimeline(personId)
  return (
    <Section title={t('people.timeline')}>
      {error && <ErrorNote error={error} />}
      {items?.length === 0 && <p className="quiet">{t('people.timelineEmpty')}</p>}
      <Thread label={t('people.timeline')}>
        {items?.map((entry) => (
          <Knot
            key={`${entry.kind}${entry.id}`}
            state="done"
            title={<TimelineWords entry={entry} />}
            when={formats.moment(entry.at)}
          />
        ))}
      </Thread>
      {hasNextPage && (
        <Button variant="subtle" onClick={() => void fetchNextPage()}>
          {t('acts.more')}
        </Button>
      )}
    </Section>
  )
}

function ChangePerson({ person }: { person: Person }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <>
      {may('conversations.read') && (
        <Button
          variant="default"
          leftSection={<IconMessageCircle size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/inbox" search={{ query: person.displayName }} {...props} />}
        >
          {t('people.conversations')}
        </Button>
      )}
      {may('people.change') && (
        <Confirm
          words={t('acts.edit')}
          title={t('people.edit')}
          act={t('acts.save')}
          send={(typed) =>
            changePerson(person.id, {
              displayName: typed.text('displayName'),
              language: typed.text('language'),
              email: typed.text('email') || null,
              phone: typed.text('phone') || null,
            })
          }
        >
          <TextField name="displayName" label={t('people.name')} defaultValue={person.displayName} />
          <ChoiceField
            name="language"
            label={t('people.language')}
            defaultValue={person.language}
            data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          />
          <TextField name="email" type="email" label={t('people.email')} defaultValue={person.email ?? ''} />
          <TextField
            name="phone"
            type="tel"
            label={t('people.phone')}
            description={t('people.phoneHint')}
            defaultValue={person.phone ?? ''}
          />
        </Confirm>
      )}
      <ErasePerson person={person} />
    </>
  )
}

function ChangeConsent({ person }: { person: Person }) {
  const { t } = useTranslation()
  const may = useMay()
  if (!may('people.change')) return null
  return (
    <Confirm
      words={t('people.noteConsent')}
      size="xs"
      variant="subtle"
      title={t('people.noteConsentTitle', { name: person.displayName })}
      act={t('acts.save')}
      send={(typed) =>
        recordConsent(person.id, {
          purpose: typed.text('purpose') === 'appeals' ? 'appeals' : 'feedback',
          channel: 'all',
          granted: typed.isTicked('granted'),
        })
      }
    >
      <p className="quiet">{t('people.noteConsentWords')}</p>
      <ChoiceField
        name="purpose"
        label={t('people.purpose')}
        defaultValue="feedback"
        data={(['feedback', 'appeals'] as const).map((purpose) => ({
          value: purpose,
          label: t(`consent.purposes.${purpose}`),
        }))}
      />
      <TickField name="granted" label={t('people.agreed')} description={t('people.agreedHint')} />
    </Confirm>
  )
}
