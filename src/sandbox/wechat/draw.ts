import { type Drawing, drawing, type Part, type Pressable, unreadable, words } from '../drawing.ts'
import { customMessage, subscribeMessage, templateMessage } from './message.ts'

/** A line to tap that was written by hand: `<a href="weixin://bizmsgmenu?msgmenucontent=…&msgmenuid=…">`. */
const tappable = /<a href="weixin:\/\/bizmsgmenu\?([^"]*)">([^<]*)<\/a>\n?/g

/** A message of a service account's. A tapped line is said in the person's name. */
export function drawWechat(message: unknown): Drawing {
  const custom = customMessage.safeParse(message)
  if (!custom.success) return drawNotice(message)
  const said = custom.data
  switch (said.msgtype) {
    case 'text':
      return drawText(said.text.content)
    case 'image':
      return drawing([{ type: 'picture', url: uploadOf(said.image.media_id), description: '' }])
    case 'voice':
      return drawing(words('▶'), [{ label: '▶', does: 'open', url: uploadOf(said.voice.media_id) }])
    case 'video':
      return drawing(words(said.video.title), [{ label: '▶', does: 'open', url: uploadOf(said.video.media_id) }])
    case 'news': {
      const [article] = said.news.articles
      if (article === undefined) return unreadable(message)
      const { title, description, url, picurl } = article
      const picture: Part[] = picurl === undefined ? [] : [{ type: 'picture', url: picurl, description: title }]
      const open: Pressable = { label: '›', does: 'open', url }
      return drawing([{ type: 'title', text: title }, ...picture, ...words(description)], [open])
    }
    case 'msgmenu': {
      const { head_content, list, tail_content } = said.msgmenu
      const lines = list.map(({ id, content }) => tapped(id, content))
      return drawing([...words(head_content), ...words(tail_content)], lines)
    }
  }
}

/** What lies with the provider is fetched from there. */
function uploadOf(id: string): string {
  return `/sandbox/wechat/uploads/${id}`
}

function drawText(content: string): Drawing {
  const lines = [...content.matchAll(tappable)].map(([, query = '', label = '']) =>
    tapped(new URLSearchParams(query).get('msgmenuid') ?? '', label),
  )
  return drawing(words(content.replaceAll(tappable, '').trim()), lines)
}

/** A template or subscribe message: the words are WeChat's to keep; shown is what fills their gaps. */
function drawNotice(message: unknown): Drawing {
  const read = templateMessage.or(subscribeMessage).safeParse(message)
  if (!read.success) return unreadable(message)
  const { template_id, data } = read.data
  const url = 'url' in read.data ? read.data.url : 'page' in read.data ? read.data.page : undefined
  const facts = Object.entries(data).map(([gap, { value }]) => [{ text: `${gap}: ` }, { text: value, isBold: true }])
  const open: Pressable[] = url === undefined ? [] : [{ label: '›', does: 'open', url }]
  return drawing(
    [
      { type: 'title', text: `[${template_id}]` },
      { type: 'facts', facts },
    ],
    open,
  )
}

function tapped(data: string, label: string): Pressable {
  return { label, does: 'press', data, words: label }
}
