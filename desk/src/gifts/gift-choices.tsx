import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { designateGift } from '../api/allocations.ts'
import { useCases } from '../api/cases.ts'
import { changePublicName, type GiftDetail, publicNames } from '../api/gifts.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField } from '../pieces/fields.tsx'
import { useFormats } from '../words/formats.ts'

/** How the gift stands in the public list; changed when its giver asks. */
export function PublicName({ gift }: { gift: GiftDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  if (!may('gifts.confirm')) return null
  return (
    <Confirm
      words={t('gifts.publicName.act')}
      title={t('gifts.publicName.title')}
      act={t('acts.save')}
      send={(typed) => changePublicName(gift.id, typed.text('publicName'))}
    >
      <p>{t('gifts.publicName.words')}</p>
      <PublicNameField value={gift.publicName} />
    </Confirm>
  )
}

/** Friend, initials or name. */
export function PublicNameField({ value }: { value: GiftDetail['publicName'] }) {
  const { t } = useTranslation()
  return (
    <ChoiceField
      name="publicName"
      label={t('gifts.publicName.label')}
      defaultValue={value}
      allowDeselect={false}
      data={publicNames.map((each) => ({ value: each, label: t(`gifts.publicName.choices.${each}`) }))}
    />
  )
}

/** Lets the gift name a case, as its giver wishes: what is open of it goes there first. */
export function NameCase({ gift }: { gift: GiftDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  if (!may('cases.change') || !may('cases.read')) return null
  return (
    <Confirm
      words={t('gifts.nameCase.act')}
      title={t('gifts.nameCase.title')}
      act={t('gifts.nameCase.act')}
      send={(typed) => designateGift(gift.id, { caseId: typed.text('caseId'), beyond: typed.text('beyond') })}
    >
      <CaseFields />
    </Confirm>
  )
}

function CaseFields() {
  const { t } = useTranslation()
  const { items: cases = [] } = useCases({}, 200)
  return (
    <>
      <p>{t('gifts.nameCase.words')}</p>
      <ChoiceField
        name="caseId"
        label={t('gifts.nameCase.case')}
        required
        withAsterisk={false}
        searchable
        data={cases.map(({ id, pseudonym }) => ({ value: id, label: pseudonym }))}
      />
      <ChoiceField
        name="beyond"
        label={t('gifts.nameCase.beyond')}
        defaultValue="fund"
        allowDeselect={false}
        data={(['fund', 'wait'] as const).map((each) => ({ value: each, label: t(`gifts.nameCase.beyonds.${each}`) }))}
      />
    </>
  )
}

/** The other gift of a payment that a cap parted. */
export function SamePayment({ gift: { samePayment } }: { gift: GiftDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!samePayment) return null
  return (
    <Link to="/gifts/$giftId" params={{ giftId: samePayment.id }}>
      {t('gifts.samePayment', { amount: formats.money(samePayment.amount) })}
    </Link>
  )
}
