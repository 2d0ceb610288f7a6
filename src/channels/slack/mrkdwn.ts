/** Words as Slack wants them: only these three characters mean anything to it where markup is off (docs.slack.dev, formatting text). */
export function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/**
 * What somebody wrote, out of what Slack made of it: links and channels as they were typed, `&amp;` as `&`. Mentions of
 * people stay `<@U…>`: Slack tells the id and nothing else.
 */
export function written(mrkdwn: string): string {
  return mrkdwn
    .replace(/<([^<>@][^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) =>
      named(target, label),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function named(target: string, label: string | undefined): string {
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`
  if (target.startsWith('!')) return label ?? `@${target.slice(1)}`
  if (label === undefined || label === '') return target
  return target.includes(label) ? label : `${label} ${target}`
}
