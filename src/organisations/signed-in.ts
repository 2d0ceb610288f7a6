import type { OrganisationId } from '../platform/ids.ts'
import { type Actor, type Context, Scope } from '../platform/scope.ts'

/** By which sign-in a member acts. */
export interface SignIn {
  userId: string
  /** Of the row in `auth.session`, not the token. */
  sessionId: string
  /** Two steps: set up; not asked for; asked for soon, or now, and not set up. */
  secondFactor: 'has' | 'spared' | 'soon' | 'now'
  isDemo: boolean
}

/** A member's scope that came through the door: it knows its sign-in. Only `authenticate` makes one. */
export class SignedInScope extends Scope {
  readonly signIn: SignIn

  constructor(context: Context, organisationId: OrganisationId, actor: Actor, signIn: SignIn) {
    super(context, organisationId, actor)
    this.signIn = signIn
  }
}
