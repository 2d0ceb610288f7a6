import { Button, NativeSelect, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { mapColumns, type StartedImport } from '../api/imports.ts'
import { Form, Submit } from '../pieces/form.tsx'
import { DataTable } from '../pieces/list-frame.tsx'
import { Section } from '../pieces/page.tsx'

interface MappingProps {
  started: StartedImport
  onStart: () => void
  onBack: () => void
}

/** Which column is what, with the first rows to see it by. */
export function Mapping({ started, onStart, onBack }: MappingProps) {
  const { t } = useTranslation()
  const { id, columns, fields, suggestedMapping, preview, totalRows } = started
  return (
    <>
      <Section title={t('imports.mapping')} lead={t('imports.mappingLead', { count: totalRows })}>
        <Form
          onDone={onStart}
          send={(typed) => {
            const pairs = fields.map(({ name }) => [name, typed.exact(name)] as const)
            return mapColumns(id, Object.fromEntries(pairs.filter(([, column]) => column !== '')))
          }}
        >
          <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fill, minmax(15rem, 1fr))' }}>
            {fields.map(({ name, label, required }) => (
              <NativeSelect
                key={name}
                name={name}
                label={label}
                withAsterisk={required}
                defaultValue={suggestedMapping[name] ?? ''}
                data={[{ value: '', label: t('imports.notInFile') }, ...columns]}
              />
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
