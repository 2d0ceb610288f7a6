import { Alert } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { askErasure, type Erasure, keepPerson, type Person, useErasures } from '../api/people.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { TickField } from '../pieces/fields.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'

/** The button to have somebody erased, with what goes and what stays; nothing for whoever may not, and once it was asked for. */
export function ErasePerson({ person: { id, displayName, erasure, erasedAt, mergedIntoId } }: { person: Person }) {
  const { t } = useTranslation()
  const may = useMay()
  if (!may('people.erase') || erasure || erasedAt || mergedIntoId) return null
  return (
    <Confirm
      words={t('people.erase')}
      variant="subtle"
      danger
      title={t('people.eraseTitle', { name: displayName })}
      act={t('people.eraseAct')}
      send={(typed) => askErasure(id, typed.isTicked('atOnce'))}
    >
      <p>{t('people.eraseGoes')}</p>
      <p className="quiet">{t('people.eraseStays')}</p>
      <p>{t('people.eraseFirst')}</p>
      <p className="quiet">{t('people.eraseTold')}</p>
      <TickField name="atOnce" label={t('people.eraseAtOnce')} description={t('people.eraseAtOnceHint')} />
    </Confirm>
  )
}

/** What a person's page says first: that they were erased, or will be and who asked. */
export function ErasureOf({ person }: { person: Person }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { erasure, erasedAt, id, displayName } = person
  if (erasedAt) {
    return (
      <Alert variant="light" color="quiet" icon={<IconEraser aria-hidden />} title={t('people.erased')}>
        {t('people.erasedWords', { day: formats.day(erasedAt) })}
      </Alert>
    )
  }
  if (!erasure) return null
  return (
    <Alert
      variant="light"
      color="danger"
      icon={<IconEraser aria-hidden />}
      title={erasure.isSoon ? t('people.eraseSoon') : t('people.eraseWaits', { day: formats.day(erasure.dueAt) })}
    >
      <div className="bar spread">
        <span>
          <Asked erasure={erasure} />
        </span>
        <Keep id={id} name={displayName} />
      </div>
    </Alert>
  )
}

/** Everybody who waits to be erased, for whoever may take it back; nothing when nobody does. */
export function ErasureQueue() {
  const may = useMay()
  return may('people.erase') ? <Queue /> : null
}

function Queue() {
  const { t } = useTranslation()
  const { items = [] } = useErasures()
  if (items.length === 0) return null
  return (
    <Section title={t('people.eraseQueue', { count: items.length })} lead={t('people.eraseQueueLead')}>
      <div className="lines">
        {items.map((one) => (
          <Waiting key={one.personId} waiting={one} />
        ))}
      </div>
    </Section>
  )
}

function Waiting({ waiting }: { waiting: Erasure & { personId: string; displayName: string } }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { personId, displayName, isSoon, dueAt } = waiting
  return (
    <div className="bar spread">
      <span>
        <Link to="/people/$personId" params={{ personId }} className="row-link">
          {displayName}
        </Link>
        <span className="quiet small">
          {' '}
          · {isSoon ? t('people.eraseSoon') : t('people.eraseWaits', { day: formats.day(dueAt) })} ·{' '}
          <Asked erasure={waiting} />
        </span>
      </span>
      <Keep id={personId} name={displayName} />
    </div>
  )
}

function Asked({ erasure: { askedBy, askedAt } }: { erasure: Erasure }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return <>{t(askedBy === 'person' ? 'people.eraseByPerson' : 'people.eraseByMember', { day: formats.day(askedAt) })}</>
}

function Keep({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const may = useMay()
  if (!may('people.erase')) return null
  return (
    <Confirm
      words={t('people.eraseKeep')}
      size="xs"
      title={t('people.eraseKeepTitle', { name })}
      act={t('people.eraseKeep')}
      send={() => keepPerson(id)}
    >
      <p className="quiet">{t('people.eraseKeepWords')}</p>
    </Confirm>
  )
}
