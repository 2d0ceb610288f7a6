import { z } from '@hono/zod-openapi'
import { languages } from '../platform/languages.ts'
import { roles } from './permission.ts'

/** One of the starting roles. */
export const roleSchema = z.enum(roles)

/** An e-mail address as `foldEmail` writes it. */
export const memberEmailSchema = z.string().max(254).overwrite(foldEmail).pipe(z.email())

/** Somebody who is to work for the organisation. */
export const newMemberSchema = z.object({
  name: z.string().trim().min(1).max(100),
  email: memberEmailSchema,
  language: z.enum(languages),
  /** Several per member; none lets a member sign in and see nothing. */
  roles: z.array(roleSchema).max(roles.length),
})

/** See `newMemberSchema`. */
export type NewMember = z.infer<typeof newMemberSchema>

/** What changes about a member; a field left out stays. */
export const memberChangeSchema = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  language: z.enum(languages).optional(),
  roles: z.array(roleSchema).max(roles.length).optional(),
  /** A deactivated member cannot sign in; what they did stays theirs. */
  isActive: z.boolean().optional(),
})

/** See `memberChangeSchema`. */
export type MemberChange = z.infer<typeof memberChangeSchema>

/** A member as shown to members. */
export interface Member {
  id: string
  name: string
  email: string
  language: string
  roles: string[]
  isActive: boolean
  /** Whether they sign in in two steps. */
  hasSecondFactor: boolean
  createdAt: Date
}

/** An e-mail address as kept and compared: NFKC, trimmed, lower-case. */
export function foldEmail(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}
