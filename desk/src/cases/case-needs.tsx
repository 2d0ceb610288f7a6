import { Anchor, Badge, Table, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../src/platform/money.ts'
import {
  addToCase,
  type CaseDetail,
  cancelNeed,
  type Expense,
  type Need,
  recordExpense,
  reverseExpense,
} from '../api/cases.ts'
import { addressOf } from '../api/documents.ts'
import { useUsualCosts } from '../api/plans.ts'
import { useMay } from '../api/session.ts'
import { today } from '../gifts/today.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { AmountField, ChoiceField, DayField, FileField, TextField } from '../pieces/fields.tsx'
import { DataTable } from '../pieces/list-frame.tsx'
import { minorIn } from '../pieces/minor-in.ts'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { OriginalFile } from './original.tsx'

/** What a need pays for. Words: `cases:items`. */
export const needItems = [
  'surgery',
  'hospital_stay',
  'travel',
  'medicine',
  'rehabilitation',
  'nutrition',
  'equipment',
] as const

/** What help costs: needs with how much is covered and spent, and the expenses with their documents. */
export function Needs({ found, hasEnded }: { found: CaseDetail; hasEnded: boolean }) {
  const { t } = useTranslation()
  const may = useMay()
  const needOf = (id: string) => found.needs.find((need) => need.id === id)
  return (
    <Section title={t('needs.title')} acts={may('cases.change') && !hasEnded && <AddNeed found={found} />}>
      {found.needs.length === 0 && <p className="quiet">{t('needs.none')}</p>}
      {found.needs.length > 0 && (
        <DataTable
          stacked
          head={[
            t('needs.item'),
            { title: t('needs.amount'), amount: true },
            { title: t('needs.open'), amount: true },
            { title: t('needs.spent'), amount: true },
            <VisuallyHidden key="acts">{t('needs.cancel')}</VisuallyHidden>,
          ]}
        >
          {found.needs.map((need) => (
            <NeedRow key={need.id} need={need} />
          ))}
        </DataTable>
      )}
      <div className="bar spread">
        <h3>{t('expenses.title')}</h3>
        {may('expenses.record') && found.needs.length > 0 && <RecordExpense found={found} />}
      </div>
      {found.expenses.length === 0 && <p className="quiet">{t('expenses.none')}</p>}
      {found.expenses.length > 0 && (
        <div className="lines">
          {found.expenses.map((expense) => (
            <ExpenseLine key={expense.id} expense={expense} item={needOf(expense.needId)?.item ?? 'none'} />
          ))}
        </div>
      )}
    </Section>
  )
}

function NeedRow({ need: { id, item, amount, open, spent, dueOn, isCancelled } }: { need: Need }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const may = useMay()
  return (
    <Table.Tr>
      <Table.Td data-lead>
        <span className="begins">{t(`cases:items.${item}`)}</span>{' '}
        {isCancelled && <Badge color="quiet">{t('needs.cancelled')}</Badge>}
        {dueOn && (
          <div className="quiet small">
            {t('needs.due')} <span className="unbroken">{formats.day(dueOn)}</span>
          </div>
        )}
      </Table.Td>
      <Table.Td className="figure amount" data-end>
        {formats.money(amount)}
      </Table.Td>
      <Table.Td className="figure amount" data-label={t('needs.open')}>
        {open.minor === '0' && <Badge color="good">{t('needs.covered')}</Badge>}
        {open.minor !== '0' && !isCancelled && formats.money(open)}
      </Table.Td>
      <Table.Td className="figure amount" data-label={t('needs.spent')}>
        {formats.money(spent)}
      </Table.Td>
      <Table.Td miw={0} className="amount">
        {may('cases.change') && !isCancelled && spent.minor !== amount.minor && (
          <div className="bar in-row">
            <Confirm
              words={t('needs.cancel')}
              size="compact-xs"
              variant="subtle"
              danger
              title={t('needs.cancelTitle')}
              act={t('needs.cancel')}
              send={() => cancelNeed(id)}
            >
              <p>{t('needs.cancelWords')}</p>
            </Confirm>
          </div>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function ExpenseLine({
  expense: { id, amount, spentOn, documentNote, documentType, original },
  item,
}: {
  expense: Expense
  item: string
}) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const may = useMay()
  return (
    <div className="bar spread">
      <span>
        <span className="begins">{t(`cases:items.${item}`)}</span>
        {documentNote !== null && (
          <span className="quiet small">
            {' · '}
            {documentType === null ? (
              documentNote
            ) : (
              <Anchor href={addressOf({ expenseId: id })} target="_blank" rel="noreferrer">
                {documentNote}
              </Anchor>
            )}
          </span>
        )}
        <OriginalFile original={original} address={addressOf({ expenseId: id })} fileName={null} />
      </span>
      <span className="bar figure">
        {formats.money(amount)} <span className="quiet small">{formats.day(spentOn)}</span>
        {may('expenses.record') && (
          <Confirm
            words={t('expenses.reverse')}
            size="compact-xs"
            variant="subtle"
            danger
            title={t('expenses.reverseTitle')}
            act={t('expenses.reverse')}
            send={(typed) => reverseExpense(id, typed.text('reason'))}
          >
            <p>{t('expenses.reverseWords')}</p>
            <TextField name="reason" label={t('expenses.reason')} description={t('cases.noNames')} />
          </Confirm>
        )}
      </span>
    </div>
  )
}

function AddNeed({ found }: { found: CaseDetail }) {
  const { t } = useTranslation(['desk', 'cases'])
  const { currency } = found.needed
  const { data: costs = [] } = useUsualCosts(found.programmeId)
  const [item, choose] = useState<string>('surgery')
  const usual = costs.find((cost) => cost.item === item)
  return (
    <Confirm
      words={t('needs.add')}
      size="xs"
      title={t('needs.add')}
      act={t('needs.add')}
      send={(typed) =>
        addToCase(found.id, 'needs', {
          item: typed.text('item'),
          amountMinor: minorIn(typed, 'amountMinor', currency),
          dueOn: typed.text('dueOn') || null,
        })
      }
    >
      <ChoiceField
        name="item"
        label={t('needs.item')}
        value={item}
        onChange={(value) => choose(value ?? item)}
        data={needItems.map((item) => ({ value: item, label: t(`cases:items.${item}`) }))}
      />
      <AmountField
        // Another need has another usual cost; what was typed for the one before is not meant.
        key={`${item} ${usual?.amountMinor}`}
        name="amountMinor"
        currency={currency}
        label={t('needs.amount')}
        defaultValue={usual ? toDecimal({ minor: BigInt(usual.amountMinor), currency }) : ''}
      />
      <DayField name="dueOn" label={t('needs.due')} description={t('needs.dueHint')} />
    </Confirm>
  )
}

function RecordExpense({ found }: { found: CaseDetail }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const { currency } = found.needed
  return (
    <Confirm
      words={t('expenses.record')}
      size="xs"
      title={t('expenses.record')}
      act={t('expenses.record')}
      send={(typed) =>
        recordExpense(found.id, {
          needId: typed.text('needId'),
          amountMinor: minorIn(typed, 'amountMinor', currency),
          spentOn: typed.text('spentOn'),
          documentNote: typed.text('documentNote'),
          document: typed.file('document'),
        })
      }
    >
      <ChoiceField
        name="needId"
        label={t('expenses.need')}
        defaultValue={found.needs[0]?.id ?? null}
        data={found.needs.map(({ id, item, amount }) => ({
          value: id,
          label: `${t(`cases:items.${item}`)} · ${formats.money(amount)}`,
        }))}
      />
      <AmountField name="amountMinor" currency={currency} label={t('expenses.amount')} />
      <DayField name="spentOn" label={t('expenses.spentOn')} defaultValue={today()} />
      <TextField
        name="documentNote"
        label={t('expenses.document')}
        description={`${t('expenses.documentHint')} ${t('cases.noNames')}`}
      />
      <FileField
        name="document"
        label={t('expenses.file')}
        description={t('expenses.fileHint')}
        placeholder={t('imports.choose')}
        accept="application/pdf,image/*"
      />
    </Confirm>
  )
}
