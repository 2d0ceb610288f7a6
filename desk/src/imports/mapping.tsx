import { Button, NativeSelect, Table, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportField, mapColumns, type StartedImport } from '../api/imports.ts'
import { Form, Submit, type Typed, useField } from '../pieces/form.tsx'
import { DataTable } from '../pieces/list-frame.tsx'
import { Section } from '../pieces/page.tsx'

interface MappingProps {
  started: StartedImport
  onStart: () => void
  onBack: () => void
}

/** Chosen instead of a column; a heading can hardly be this. */
const oneForAll = '\u0000fixed'

/** Which column is what, with the first rows to see it by. */
export function Mapping({ started, onStart, onBack }: MappingProps) {
  const { t } = useTranslation()
  const { id, columns, fields, preview, totalRows } = started
  return (
    <>
      <Section title={t('imports.mapping')} lead={t('imports.mappingLead', { count: totalRows })}>
        <Form onDone={onStart} send={(typed) => mapColumns(id, choicesIn(typed, fields))}>
          <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fill, minmax(15rem, 1fr))' }}>
            {fields.map((field) => (
              <ColumnChoice key={field.name} field={field} started={started} />
            ))}
          </div>
          <div className="bar">
            <Submit>{t('imports.check')}</Submit>
            <Button variant="default" onClick={onBack}>
              {t('imports.otherFile')}
            </Button>
          </div>
        </Form>
      </Section>
      <Section title={t('imports.preview')}>
        <DataTable head={columns}>
          {preview.map((row, place) => (
            <Table.Tr key={[place].join()}>
              {columns.map((column) => (
                <Table.Td key={column}>{row[column]}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </DataTable>
      </Section>
    </>
  )
}

function ColumnChoice({ field: { name, label, required }, started }: { field: ImportField; started: StartedImport }) {
  const { t } = useTranslation()
  const [chosen, choose] = useState(started.suggestedMapping[name] ?? '')
  const fixed = useField(`fixed.${name}`)
  return (
    <div className="stack tight">
      <NativeSelect
        {...useField(name)}
        label={label}
        withAsterisk={required}
        {...(required ? { 'data-needs': name } : {})}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: t('imports.notInFile') },
          ...started.columns,
          { value: oneForAll, label: t('imports.fixed') },
        ]}
      />
      {chosen === oneForAll && (
        <TextInput
          {...fixed}
          {...(required ? { 'data-needs': `fixed.${name}` } : {})}
          aria-label={t('imports.fixedFor', { field: label })}
        />
      )}
    </div>
  )
}

function choicesIn(typed: Typed, fields: readonly ImportField[]) {
  const chosen = fields.map(({ name }) => ({ name, column: typed.exact(name), value: typed.text(`fixed.${name}`) }))
  const mapped = chosen.filter(({ column }) => column !== '' && column !== oneForAll)
  const fixed = chosen.filter(({ column, value }) => column === oneForAll && value !== '')
  return {
    mapping: Object.fromEntries(mapped.map(({ name, column }) => [name, column])),
    fixed: Object.fromEntries(fixed.map(({ name, value }) => [name, value])),
  }
}
