import type { BooksChoice } from '../../books/open-books.ts'
import type { Frame } from '../frame.ts'
import type { OpenBooksView } from './open-books.ts'

/** By what the books can be narrowed: a form that asks for another address, without any script. Nothing where there is no choice. */
export function OpenBooksFilter({ frame, books }: { frame: Frame; books: OpenBooksView }) {
  const { t } = frame
  const { choices, chosen, base } = books
  const years = choices.years.map((year) => ({ slug: String(year), title: String(year) }))
  const filters = [
    { name: 'year', all: 'books.filter.everyYear', choices: years, chosen: chosen.year?.toString() },
    { name: 'campaign', all: 'books.filter.everyCampaign', choices: choices.campaigns, chosen: chosen.campaign?.slug },
    {
      name: 'programme',
      all: 'books.filter.everyProgramme',
      choices: choices.programmes,
      chosen: chosen.programme?.slug,
    },
  ].filter((filter) => filter.choices.length > 1 || filter.chosen !== undefined)
  if (filters.length === 0) return null
  return (
    <form method="get" action={base} class="finder">
      {filters.map((filter) => (
        <Filter key={filter.name} {...filter} label={t(`books.filter.${filter.name}`)} all={t(filter.all)} />
      ))}
      <button class="button quiet" type="submit">
        {t('books.filter.show')}
      </button>
      {filters.some((filter) => filter.chosen !== undefined) && (
        <a class="everything" href={base}>
          {t('books.filter.everything')}
        </a>
      )}
    </form>
  )
}

interface FilterProps {
  name: string
  label: string
  all: string
  choices: readonly BooksChoice[]
  chosen: string | undefined
}

function Filter({ name, label, all, choices, chosen }: FilterProps) {
  return (
    <div class="field">
      <label for={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name}>
        <option value="">{all}</option>
        {choices.map(({ slug, title }) => (
          <option key={slug} value={slug} selected={slug === chosen}>
            {title}
          </option>
        ))}
      </select>
    </div>
  )
}
