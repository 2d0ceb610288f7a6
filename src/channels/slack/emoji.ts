/** What people press most under a message. Slack tells every emoji by name and knows many that Unicode does not. */
const signs: ReadonlyMap<string, string> = new Map([
  ['+1', '👍'],
  ['thumbsup', '👍'],
  ['-1', '👎'],
  ['heart', '❤️'],
  ['pray', '🙏'],
  ['clap', '👏'],
  ['tada', '🎉'],
  ['raised_hands', '🙌'],
  ['eyes', '👀'],
  ['white_check_mark', '✅'],
  ['heavy_check_mark', '✔️'],
  ['joy', '😂'],
  ['smile', '😄'],
  ['slightly_smiling_face', '🙂'],
  ['cry', '😢'],
  ['fire', '🔥'],
  ['100', '💯'],
  ['rocket', '🚀'],
  ['wave', '👋'],
  ['bouquet', '💐'],
])

/** An emoji for its name in Slack, or the name between colons, as people type it there. A tone of skin is left off. */
export function signOf(name: string): string {
  return signs.get(name.replace(/::skin-tone-[2-6]$/, '')) ?? `:${name}:`
}
