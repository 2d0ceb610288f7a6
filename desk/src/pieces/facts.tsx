import { Fragment, type ReactNode } from 'react'

interface FactsProps {
  /** Those that are empty are left out. */
  of: readonly ReactNode[]
}

/** Facts beside each other, a dot between them. A line ends between two of them: no date and no address is torn. */
export function Facts({ of }: FactsProps) {
  const facts = of.filter(Boolean)
  return facts.map((fact, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a fact is known by its place alone, and keeps nothing that could go to another
    <Fragment key={place}>
      <span className="fact">
        {fact}
        {place < facts.length - 1 && ' ·'}
      </span>{' '}
    </Fragment>
  ))
}

/** An e-mail address, which may break behind its @ and, if it must, anywhere. */
export function Address({ of }: { of: string }) {
  const [name = '', ...rest] = of.split('@')
  return (
    <>
      {name}
      {rest.length > 0 && (
        <>
          @<wbr />
          {rest.join('@')}
        </>
      )}
    </>
  )
}
