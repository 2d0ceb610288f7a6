import { expect, it } from 'vitest'
import { readXml } from './xml.ts'

it.each([
  ['an entity of its own making', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><Content>&a;</Content></xml>', '&a;'],
  ['a sign that is escaped', '<xml><Content>&lt;b&gt;</Content></xml>', '&lt;b&gt;'],
  ['a number', '<xml><Content>0123456789012345678</Content></xml>', '0123456789012345678'],
  ['space around words', '<xml><Content><![CDATA[ hi ]]></Content></xml>', ' hi '],
])('leaves %s as it stands: nothing grows while it is read', (_name, xml, content) => {
  expect(readXml(xml)).toEqual({ Content: content })
})

it.each(['', 'hello', '<xml>', '<html></html>', '{"xml":1}'])('reads no message out of %j', (text) => {
  expect(readXml(text)).toBeUndefined()
})
