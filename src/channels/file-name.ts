/** What a file is called by its address; a name that is none, or is written as no UTF-8, is `file`. */
export function fileNameIn(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(name) || 'file'
  } catch {
    return 'file'
  }
}
