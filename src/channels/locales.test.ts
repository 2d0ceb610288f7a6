import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { languages } from '../platform/languages.ts'
import { adapters } from './kinds.ts'

const field = z.object({ label: z.string().min(1), hint: z.string().min(1) })
const channelWords = z.record(z.string(), z.looseObject({ name: z.string(), fields: z.record(z.string(), field) }))
const read = (language: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../locales/${language}/channels.json`, import.meta.url), 'utf8'))

describe.each(languages)('the set-up page in %s', (language) => {
  it.each(Object.values(adapters))('names every field of $kind and says where to find it', ({ kind, configFields }) => {
    const words = channelWords.parse(read(language))[kind]
    expect(Object.keys(words?.fields ?? {}).toSorted()).toEqual(configFields.map(({ name }) => name).toSorted())
  })
})
