import { XMLParser } from 'fast-xml-parser'

/** Values stay text: ids have more digits than numbers hold. Entities are never expanded; WeChat writes words as CDATA. */
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: false,
})

/** What is inside `<xml>`, tags we do not know included; `undefined` when it is no XML. */
export function readXml(text: string): unknown {
  try {
    const document: unknown = parser.parse(text, true)
    return typeof document === 'object' && document !== null && 'xml' in document ? document.xml : undefined
  } catch {
    return undefined
  }
}
