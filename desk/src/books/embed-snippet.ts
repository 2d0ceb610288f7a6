/** The lines to paste: a frame that loads when it is scrolled to, as wide as its place. Empty choices stay out of the address. */
export function embedSnippet(base: string, title: string, chosen: Readonly<Record<string, string>>): string {
  const asked = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ''))
  const address = asked.size === 0 ? `${base}/embed` : `${base}/embed?${asked}`
  return [
    `<iframe src="${escaped(address)}" title="${escaped(title)}" loading="lazy"`,
    '  style="width: 100%; height: 44rem; border: 0; color-scheme: light dark"></iframe>',
  ].join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
