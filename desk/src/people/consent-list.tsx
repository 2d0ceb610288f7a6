import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Consent, Purpose } from '../api/people.ts'
import { Facts } from '../pieces/facts.tsx'
import { useFormats } from '../words/formats.ts'

const purposes: readonly Purpose[] = ['service', 'feedback', 'appeals']

/** The newest word a person said to each purpose. Service messages need none. */
export function ConsentList({ consents }: { consents: readonly Consent[] }) {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} className="stack tight">
      {purposes.map((purpose) => {
        const said = consents
          .filter((consent) => consent.purpose === purpose)
          .toSorted((a, b) => b.at.localeCompare(a.at))[0]
        const state = purpose === 'service' ? 'always' : said ? (said.granted ? 'granted' : 'refused') : 'unasked'
        const source = said && i18n.exists(`consent.sources.${said.source}`) ? t(`consent.sources.${said.source}`) : ''
        return (
          <li key={purpose} className="bar spread">
            <span>
              {t(`consent.purposes.${purpose}`)}
              {said && purpose !== 'service' && (
                <span className="quiet small" style={{ display: 'block' }}>
                  <Facts of={[source, formats.ago(said.at)]} />
                </span>
              )}
            </span>
            <Badge color={state === 'refused' ? 'danger' : state === 'unasked' ? 'quiet' : 'good'}>
              {t(`consent.${state}`)}
            </Badge>
          </li>
        )
      })}
    </ul>
  )
}
