import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import i18next from 'i18next'
import { Problem, read, send } from './client.ts'

/** Who is signed in, for whom, and what they may do. */
export interface Session {
  member: { id: string; name: string; email: string; language: string; roles: string[]; permissions: string[] }
  organisation: {
    id: string
    name: string
    slug: string
    isDemo: boolean
    currency: string
    timeZone: string
    language: string
  }
  /** Two steps: set up, not asked for, asked for within the founder's week, or now. */
  signIn: { secondFactor: 'has' | 'spared' | 'soon' | 'now' }
}

/** Kept in this browser while somebody is signed in here. */
const signedIn = 'riscontro.signed-in'

const sessionQuery = {
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: 5 * 60_000,
}

// A stranger's first visit is no mistake, and must not stand as one in the browser's console: whoever was not
// signed in here is asked about where the answer may be "nobody", not where it is a refusal.
async function readSession(): Promise<Session> {
  const isKnown = localStorage.getItem(signedIn) !== null
  if (!isKnown && (await read<object | null>('/api/auth/get-session')) === null) throw nobody()
  try {
    const session = await read<Session>('/api/session')
    localStorage.setItem(signedIn, 'yes')
    return session
  } catch (error) {
    if (isNobody(error)) localStorage.removeItem(signedIn)
    throw error
  }
}

function nobody(): Problem {
  return new Problem({ title: i18next.t('signIn.title'), remedy: '', code: 'request.sign-in-needed', status: 401 })
}

/** Whether a refusal means that nobody is signed in. */
export function isNobody(error: unknown): boolean {
  return error instanceof Problem && error.details.status === 401
}

/** The session while it is not yet known whether there is one. */
export function useSessionQuery() {
  return useQuery(sessionQuery)
}

/** The session of a page that only a member reaches. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** Answers whether the member may do something, `gifts.refund`. */
export function useMay(): (permission: string) => boolean {
  const { member } = useSession()
  return (permission) => member.permissions.includes(permission)
}

/** Signs in with e-mail and password; `twoFactorRedirect` means that the code from the phone is still wanted. */
export function signIn(email: string, password: string) {
  return send<{ twoFactorRedirect?: boolean }>('POST', '/api/auth/sign-in/email', { email, password })
}

/** The second step: the six digits of the authenticator app, or one of the backup codes. */
export function verifyCode(code: string) {
  const isBackup = !/^\d{6}$/.test(code)
  return send('POST', `/api/auth/two-factor/${isBackup ? 'verify-backup-code' : 'verify-totp'}`, { code })
}

export async function signOut() {
  await send('POST', '/api/auth/sign-out', {})
  localStorage.removeItem(signedIn)
}

/** What an authenticator app is told, and the codes for the day it is lost. */
export interface TwoSteps {
  totpURI: string
  backupCodes: string[]
}

/** Begins two-step sign-in; it counts once a first code was verified. */
export function enableTwoFactor(password: string) {
  return send<TwoSteps>('POST', '/api/auth/two-factor/enable', { password })
}

export function disableTwoFactor(password: string) {
  return send('POST', '/api/auth/two-factor/disable', { password })
}

/** Whether this member signs in in two steps. */
export function useTwoFactor() {
  return useQuery({
    queryKey: ['two-factor'],
    queryFn: () => read<{ user?: { twoFactorEnabled?: boolean } } | null>('/api/auth/get-session'),
    select: (session) => session?.user?.twoFactorEnabled ?? false,
  })
}

/** A sign-in everybody may use, in a demo only; `label` says whose duty it is. */
export interface DemoSignIn {
  label: string
  email: string
  password: string
}

/** The demo's sign-ins; none outside a demo. */
export function useDemoSignIns() {
  return useQuery({
    queryKey: ['demo-sign-ins'],
    queryFn: () =>
      read<{ items: DemoSignIn[] }>('/api/demo/sign-ins').then(
        (page) => page.items,
        () => [],
      ),
  })
}

/** An invitation as its receiver sees it. */
export interface Invitation {
  name: string
  email: string
  organisation: string
  expiresAt: string
}

export function useInvitation(token: string) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: () => send<Invitation>('POST', '/api/invitations/open', { token }),
  })
}

/** Sets the password of an invited member, who then signs in with it. */
export function acceptInvitation(token: string, password: string) {
  return send('POST', '/api/invitations/accept', { token, password })
}

export function changePassword(currentPassword: string, newPassword: string) {
  return send('POST', '/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true })
}
