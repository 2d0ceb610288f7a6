/** What marks a press: Viber sends the words of a button back as if the person had typed them. */
const mark = 'rsc-press:'

/** What a button says in the person's name when it is pressed. */
export function pressOf(payload: string): string {
  return `${mark}${payload}`
}

/** The payload of a press, or `undefined` for words somebody typed. */
export function payloadOf(text: string): string | undefined {
  return text.startsWith(mark) && text.length > mark.length ? text.slice(mark.length) : undefined
}
