import styles from './face.module.css'

/** A person's first letters: nobody's photograph is kept. Decorative, the name stands beside it. */
export function Face({ name, size = 36 }: { name: string; size?: number }) {
  return (
    <span className={styles.face} style={{ width: size, height: size, fontSize: size * 0.4 }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}

/** One character of a Chinese or Japanese name, up to two first letters of any other; what stands in brackets is no name. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const first = Array.from(words[0] ?? '')[0] ?? '·'
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(first)) return first
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? '')[0] ?? '') : ''
  return (first + last).toUpperCase()
}
