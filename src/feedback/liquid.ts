import { Failure } from '../platform/errors.ts'

/**
 * A template, read: words, gaps and choices. The language is the part of Liquid that says things: `{{ name }}`,
 * `{{ name | default: "words" }}` and `{% if name %} … {% else %} … {% endif %}`. There are no loops, no includes and no
 * sums, so a template ends, and what it gives is as long as its values.
 */
export type Template = readonly Piece[]

type Piece =
  | { kind: 'words'; words: string }
  | { kind: 'gap'; name: string; otherwise: string }
  | { kind: 'choice'; name: string; then: Template; otherwise: Template }

/** Choices inside choices. */
const deepest = 3

const tag = /\{\{\s*([^{}]*?)\s*\}\}|\{%\s*([^{}%]*?)\s*%\}/g
const gap = /^([a-z_]+)(?:\s*\|\s*default:\s*(?:"([^"]*)"|'([^']*)'))?$/
const choice = /^if\s+([a-z_]+)$/

/**
 * Reads a template whose gaps may only be called by these names. Fails with `feedback.template-unreadable` (`found`: what is
 * no tag of ours, or is not closed) and `feedback.template-unknown-name`; both name the `line`, counted from 1.
 */
export function readTemplate(text: string, names: readonly string[], field = 'text'): Template {
  const reader = new Reader(text, names, field)
  const template = reader.read(0)
  reader.end()
  return template
}

/**
 * Fills a template. A value is put in as it is, for a channel escapes its own text, and what stands in it is no tag again. A
 * value that is missing or empty is nothing, and makes a choice take its other side.
 */
export function fillTemplate(template: Template, values: Readonly<Record<string, string>>): string {
  return template
    .map((piece) => {
      if (piece.kind === 'words') return piece.words
      const value = values[piece.name] ?? ''
      if (piece.kind === 'gap') return value || piece.otherwise
      return fillTemplate(value ? piece.then : piece.otherwise, values)
    })
    .join('')
}

/** The names a template says whichever side its choices take. */
export function surelySaid(template: Template): ReadonlySet<string> {
  const said = template.flatMap((piece) => {
    if (piece.kind === 'gap') return [piece.name]
    if (piece.kind === 'words') return []
    const otherwise = surelySaid(piece.otherwise)
    return [...surelySaid(piece.then)].filter((name) => otherwise.has(name))
  })
  return new Set(said)
}

/** A tag as it is written, and where it begins. */
interface Place {
  whole: string
  at: number
}

class Reader {
  readonly #text: string
  readonly #names: readonly string[]
  readonly #field: string
  readonly #tags: readonly {
    at: number
    end: number
    whole: string
    gap?: string | undefined
    act?: string | undefined
  }[]
  #next = 0
  #at = 0

  constructor(text: string, names: readonly string[], field: string) {
    this.#text = text
    this.#names = names
    this.#field = field
    this.#tags = [...text.matchAll(tag)].map((found) => {
      const [whole, gapWords, act] = found
      return { at: found.index, end: found.index + whole.length, whole, gap: gapWords, act }
    })
  }

  /** Up to the end, or to the `else` or `endif` of the choice it stands in, which is left for whoever asked. */
  read(depth: number): Template {
    if (depth > deepest) throw this.#unreadable('{% if %}', this.#at)
    const pieces: Piece[] = []
    for (;;) {
      const next = this.#tags[this.#next]
      pieces.push(...this.#wordsUntil(next?.at ?? this.#text.length))
      if (next === undefined || next.act === 'else' || next.act === 'endif') return pieces
      this.#pass(next)
      pieces.push(next.gap === undefined ? this.#choice(next.act ?? '', next, depth) : this.#gap(next.gap, next))
    }
  }

  /** Nothing may be left over. */
  end(): void {
    const left = this.#tags[this.#next]
    if (left) throw this.#unreadable(left.whole, left.at)
  }

  #choice(act: string, { whole, at }: Place, depth: number): Piece {
    const name = choice.exec(act)?.[1]
    if (name === undefined) throw this.#unreadable(whole, at)
    this.#know(name, at)
    const then = this.read(depth + 1)
    const otherwise = this.#take('else') ? this.read(depth + 1) : []
    if (!this.#take('endif')) throw this.#unreadable(whole, at)
    return { kind: 'choice', name, then, otherwise }
  }

  #gap(words: string, { whole, at }: Place): Piece {
    const [, name, double, single] = gap.exec(words) ?? []
    if (name === undefined) throw this.#unreadable(whole, at)
    this.#know(name, at)
    return { kind: 'gap', name, otherwise: double ?? single ?? '' }
  }

  #take(act: 'else' | 'endif'): boolean {
    const next = this.#tags[this.#next]
    if (next?.act !== act) return false
    this.#pass(next)
    return true
  }

  #pass({ end }: { end: number }): void {
    this.#next += 1
    this.#at = end
  }

  #wordsUntil(end: number): Piece[] {
    const from = this.#at
    const words = this.#text.slice(from, end)
    this.#at = end
    const stray = /\{\{|\}\}|\{%|%\}/.exec(words)
    if (stray) throw this.#unreadable(words.slice(stray.index, stray.index + 40), from + stray.index)
    return words === '' ? [] : [{ kind: 'words', words }]
  }

  #know(name: string, at: number): void {
    if (this.#names.includes(name)) return
    const facts = { name, names: this.#names.join(', '), line: this.#line(at) }
    throw new Failure('feedback.template-unknown-name', facts, { kind: 'invalid', field: this.#field })
  }

  #unreadable(found: string, at: number): Failure {
    const facts = { found, line: this.#line(at) }
    return new Failure('feedback.template-unreadable', facts, { kind: 'invalid', field: this.#field })
  }

  #line(at: number): number {
    return this.#text.slice(0, at).split('\n').length
  }
}
