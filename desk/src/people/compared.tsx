import { useTranslation } from 'react-i18next'
import type { SuggestedPerson, Suggestion } from '../api/people.ts'
import { useFormats } from '../words/formats.ts'
import styles from './people.module.css'

/** Two records side by side, line by line: the one that is joined, and the one that stays. */
export function Compared({ pair: { person, other } }: { pair: Pick<Suggestion, 'person' | 'other'> }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const lines: { name: string; of: (one: SuggestedPerson) => string | null }[] = [
    { name: t('people.name'), of: ({ displayName }) => displayName },
    { name: t('people.email'), of: ({ email }) => email },
    { name: t('people.phone'), of: ({ phone }) => phone },
    { name: t('people.since'), of: ({ donorSince }) => donorSince && formats.day(donorSince) },
    { name: t('people.chat'), of: ({ hasChat }) => t(hasChat ? 'people.same.writes' : 'people.same.writesNot') },
    { name: t('people.same.known'), of: ({ createdAt }) => formats.ago(createdAt) },
  ]
  return (
    <table className={styles.compared}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('people.same.goes')}</th>
          <th scope="col">{t('people.same.stays')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, of }) => {
          const [one, two] = [of(person), of(other)]
          return (
            <tr key={name} data-equal={(one !== null && one === two) || undefined}>
              <th scope="row">{name}</th>
              <td>{one ?? '–'}</td>
              <td>{two ?? '–'}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
