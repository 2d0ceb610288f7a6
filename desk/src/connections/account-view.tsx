import type { ReactNode } from 'react'

interface AccountProps {
  title: string
  sign: ReactNode
  badges: ReactNode
  facts?: string
  children: ReactNode
}

/** One account of a list: its name, what kind it is, how it stands, and what can be done with it. */
export function AccountView({ title, sign, badges, facts, children }: AccountProps) {
  return (
    <article className="stack tight entry" aria-label={title}>
      <div className="bar spread">
        <span>
          <strong>{title}</strong> <span className="quiet small">{sign}</span>
        </span>
        <span className="bar">{badges}</span>
      </div>
      {facts && <p className="quiet small">{facts}</p>}
      {children}
    </article>
  )
}
