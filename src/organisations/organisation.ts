import { z } from 'zod'
import { type Language, languages } from '../platform/languages.ts'

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

/** The currency people of a country give in; the euro where we do not know better. A campaign names its own. */
export function currencyOf(country: string): string {
  return currencies[country] ?? 'EUR'
}

const currencies: Readonly<Record<string, string>> = {
  TW: 'TWD',
  JP: 'JPY',
  CN: 'CNY',
  HK: 'HKD',
  MO: 'MOP',
  SG: 'SGD',
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
}

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** See `OfficeHours`; a day closes after it opens. */
export const officeHoursSchema = z.partialRecord(
  z.enum(weekdays),
  z.tuple([hour, hour]).refine(([opens, closes]) => opens < closes),
)

/** An IANA time zone this runtime knows. */
export const timeZoneSchema = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
})

const optionalText = z.string().trim().max(200).nullable()

/** What members may change of their organisation; a field left out stays, null empties it. */
export const organisationChangeSchema = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  timeZone: timeZoneSchema.optional(),
  language: z.enum(languages).optional(),
  phone: optionalText.optional(),
  email: optionalText.optional(),
  website: optionalText.optional(),
  officeHours: officeHoursSchema.optional(),
  texts: z
    .array(
      z.object({ language: z.enum(languages), name: z.string().min(1).max(200), description: z.string().max(4000) }),
    )
    .optional(),
})

/** See `organisationChangeSchema`. */
export type OrganisationChange = z.infer<typeof organisationChangeSchema>

/** A body that stands in law behind gifts and receipts. */
export const legalEntitySchema = z.object({
  name: z.string().trim().min(1).max(200),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  address: z.string().trim().min(1).max(400),
  /** 統一編號, codice fiscale … */
  registrationNumber: z.string().trim().min(1).max(60),
  /** 立案字號: the document that approved its establishment. */
  approvalNumber: z.string().trim().max(100).nullable().default(null),
  /** Begins every receipt number. */
  receiptPrefix: z
    .string()
    .trim()
    .regex(/^[A-Z0-9-]{1,10}$/),
})

/** See `legalEntitySchema`. */
export type NewLegalEntity = z.infer<typeof legalEntitySchema>
