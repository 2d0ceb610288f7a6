import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainOf } from './plain.ts'
import { cutTail } from './reply.ts'

describe('telling an answer from what it repeats', () => {
  it.each([
    ['a quoted mail', '好的，謝謝！\n\n美玲 <mei@donor.example> 於 2026年3月2日 寫道：\n\n> 您好', '好的，謝謝！'],
    [
      'an introduction over two lines',
      'Sì\n\nIl giorno lun 2 mar 2026 alle ore 09:00 Mani <a@b.example>\nha scritto:\n> Ciao',
      'Sì',
    ],
    ['quoted lines without introduction', 'yes\n> no?\n>\n> really?\n', 'yes'],
    ['a divider', 'Yes.\r\n\r\n-----Original Message-----\r\nFrom: Hands\r\nHello', 'Yes.'],
    [
      'a header of Outlook',
      'はい\n\n差出人: Hands <a@b.example>\n送信日時: 2026年3月2日\n宛先: 山田\n件名: お礼\n\n本文',
      'はい',
    ],
    ['a signature', 'Thanks\n-- \nMei', 'Thanks'],
    ['a signature whose space was lost', 'Thanks\n--\nMei', 'Thanks'],
    ['an introduction over three lines', 'Yes\n\nOn 2 March 2026\nthe helping\nhands wrote:\n> Hi', 'Yes'],
    ['a divider in capitals', 'Yes.\n---- FORWARDED MESSAGE ----\nHello', 'Yes.'],
  ])('cuts %s', (_name, whole, text) => {
    const read = cutTail(whole)
    expect(read.text).toBe(text)
    expect(read.quoted).not.toBe('')
  })

  it.each([
    ['an answer between the lines', '> how much?\n50\n> monthly?\nyes'],
    ['an answer below', 'On 2 March 2026 Hands wrote:\n> how much?\n\n50'],
    ['nothing but quoted lines', '> hello\n> world'],
    ['a list that ends with a colon', 'My dates:\n2026-03-02:\nand more'],
    ['a sentence that begins like a header', 'From: my heart\nthank you'],
    ['a header far from its like', 'From: my heart\na\nb\nc\nSent: with love\nTo: you'],
    ['one header alone', 'From: my heart\nTo: you\nthank you'],
    ['words about a divider', 'what is a -----Original Message-----\nfor?'],
    ['words about a sender', 'it came from: the attic\nSent: 1950\nTo: us'],
  ])('leaves %s whole', (_name, whole) => {
    expect(cutTail(whole)).toEqual({ text: whole })
  })

  it('loses no word, whatever was written', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('', '> a', '-- ', 'From: x', 'Sent: y', 'To: z', 'a@b 2026:', '-----Original Message-----'),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const whole = lines.join('\n')
        const { text, quoted = '' } = cutTail(whole)
        const words = (of: string) => of.split(/\s+/).filter((word) => word !== '')
        expect(words(`${text}\n${quoted}`)).toEqual(words(whole))
      }),
    )
  })
})

describe('reading HTML as words', () => {
  it('keeps words and lines, drops what is not shown, and reads entities once', () => {
    const html =
      '<head><title>t</title></head><p>Caf&eacute; &amp;lt; &#x1F49B;<br>due</p><script>if (a<b) {}</script><p>tre</p>'
    expect(plainOf(html)).toBe('Café &lt; 💛\ndue\ntre')
  })

  it('takes tags and entities in capitals, headings and rows as lines, and only signs that exist', () => {
    expect(plainOf('<STYLE>p{}</STYLE><H1>One</H1><TABLE><TR>two</TR>three</TABLE>')).toBe('One\ntwo\nthree')
    expect(plainOf('&AMP; &#65; &#x41; &#1114111; &#1114112;')).toBe('& A A \u{10ffff} &#1114112;')
    expect(plainOf('<p>  a   b </p><p> </p><p> </p><p>c</p>')).toBe('a b\n\nc')
    expect(plainOf('<title>1 < 2 </title>seen')).toBe('seen')
  })

  it('reads what mail programs write for letters and signs, and leaves what it does not know', () => {
    const signs = '&Agrave;&agrave;&Yuml;&yuml;&nbsp;&AMP;&iexcl;&frac12;&times;&THORN;&szlig;a&shy;b'
    expect(plainOf(signs)).toBe('ÀàŸÿ &¡½×Þßab')
    expect(plainOf('5&nbsp;&euro; &ndash; &ldquo;ci&ograve;&rdquo;&hellip; l&rsquo;&#146;&#x80;')).toBe(
      '5 € – “ciò”… l’’€',
    )
    expect(plainOf('&unheard; &x; &amp')).toBe('&unheard; &x; &amp')
  })

  it('never throws and never ends in more than came in, whatever the bytes', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      'style',
      'script',
      'p',
      '&#99999999;',
      '&#x110000;',
      '&amp;',
      ' ',
      'ü',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
        const html = pieces.join('')
        expect(plainOf(html).length).toBeLessThanOrEqual(html.length)
      }),
    )
  })
})
