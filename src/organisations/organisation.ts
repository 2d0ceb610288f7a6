import type { Language } from '../platform/languages.ts'

/** A non-profit: the tenant. */
export interface NewOrganisation {
  /** Public and unique over the installation: lower-case letters, digits, dashes. */
  slug: string
  name: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** IANA. */
  timeZone: string
  language: Language
  phone?: string
  email?: string
  website?: string
  officeHours?: OfficeHours
  /** Only a demo organisation may have sandbox channels and payments. */
  isDemo?: boolean
  texts?: readonly { language: Language; name: string; description: string }[]
}

/** Local opening and closing time by weekday; a missing day is closed. */
export type OfficeHours = Partial<Record<(typeof weekdays)[number], readonly [opens: string, closes: string]>>

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
