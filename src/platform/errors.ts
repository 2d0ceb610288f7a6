/**
 * The one error that travels through the house. A feature owns its codes (`gifts.amount-too-large`); the words for
 * people come from `locales` under `failures:<code>`, filled with `facts`; the HTTP status is chosen at the edge from `kind`.
 */
export class Failure extends Error {
  /** Stable, dotted, lower-case: `<feature>.<what>`. Part of the public API: never renamed, only retired. */
  readonly code: string
  /** What a sentence about this failure needs. Never personal data, never a secret: facts are logged and answered. */
  readonly facts: Facts
  readonly kind: FailureKind
  /** The input field at fault, as a dotted path, when there is one. */
  readonly field: string | undefined
  /** Whether the same call may succeed later without anyone changing anything. */
  readonly retryable: boolean

  constructor(code: string, facts: Facts = {}, options: FailureOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Failure'
    this.code = code
    this.facts = facts
    this.kind = options.kind ?? 'invalid'
    this.field = options.field
    this.retryable = options.retryable ?? this.kind === 'unavailable'
  }
}

export type Facts = Readonly<Record<string, string | number | boolean>>

/** Whose fault it is. `invalid` input; `forbidden` by role; `missing`; `conflict` with what is already so; `gone`; `limited` by rate; `unavailable` for now. */
export type FailureKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'gone'
  | 'limited'
  | 'unavailable'

export interface FailureOptions {
  kind?: FailureKind
  field?: string
  retryable?: boolean
  cause?: unknown
}
