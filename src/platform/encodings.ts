/**
 * Which of the old East Asian encodings a text without a mark is in. A wrong decoding of Han text is still Han text, only of
 * characters nobody uses, so each candidate is judged by how many of its characters are among the commonest of its script.
 */
const candidates = [
  {
    encoding: 'big5',
    common: `的一是不我有大在人了中到資要可以這個你會好為上來學交也用能如文時沒說他看提那問生過下請天們所多想得電出工對都機自後子而
    站去心家知國台很成信何同道地發法無然本現年前真最新因定意情事其方理行作經者名日正開實再愛與二動高面車力或分手打已次長明己起
    相主關間該十三四五六七八九才民進使著各少全兩回加將第性式把公及別給水體做常東訂單編號姓捐款金額期項目電話郵件地址備註收據
    匯帳戶銀市區路街巷弄樓縣陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈美玲淑惠志明雅婷怡君家豪宗翰`,
  },
  {
    encoding: 'gb18030',
    common: `的一是不我有大在人了中到资要可以这个你会好为上来学交也用能如文时没说他看提那问生过下请天们所多想得电出工对都机自后子而
    站去心家知国台很成信何同道地发法无然本现年前真最新因定意情事其方理行作经者名日正开实再爱与二动高面车力或分手打已次长明己起
    相主关间该十三四五六七八九才民进使着各少全两回加将第性式把公及别给水体做常东订单编号姓捐款金额期项目电话邮件地址备注收据汇
    账户银市区路街号楼县省陈林黄张李王吴刘蔡杨许郑谢郭洪邱曾赵孙钱周徐马朱胡何高罗梁宋唐韩冯于董萧程曹袁邓傅沈彭吕苏卢蒋丽华建国平伟芳娜敏静强磊军洋勇艳杰涛明超秀英霞`,
  },
  {
    encoding: 'shift_jis',
    common: `のにをはがとでたしれさあるいもなすからてこまよりきおけくつせそちやわみめうえほ日一人年大国本中長出三時行見月分後前生五間上東四今
    金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨寄付者番号氏様御住所
    郵便県市区町村丁目電話額日付備考領収証会社団体支援佐藤鈴木高橋田渡辺伊山本中村小林加吉井松清斎森池橋石前岡後`,
  },
].map(({ encoding, common }) => ({ encoding, common: new Set(common.replace(/\s/g, '')) }))

/** A text, and the encoding it was read as. */
export interface DecodedText {
  text: string
  encoding: string
}

/** Reads bytes as text: by their byte order mark, as strict UTF-8, else as the East Asian encoding that fits best. Undefined when none fits. */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const marked = encodingByMark(bytes)
  if (marked) return decodeAs(marked, bytes)
  return decodeAs('utf-8', bytes) ?? bestOf(bytes)
}

function encodingByMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

function bestOf(bytes: Uint8Array): DecodedText | undefined {
  const scored = candidates.flatMap(({ encoding, common }) => {
    const decoded = decodeAs(encoding, bytes)
    return decoded ? [{ decoded, score: scoreOf(decoded.text, common) }] : []
  })
  return scored.sort((a, b) => b.score - a.score)[0]?.decoded
}

/** Common characters count for a text; private-use, control and half-width katakana, the debris of a wrong decoding, against it. */
function scoreOf(text: string, common: ReadonlySet<string>): number {
  const foreign = [...text].filter((letter) => letter > '\u007f')
  const good = foreign.filter((letter) => common.has(letter)).length
  const debris = foreign.filter((letter) => /[\u0080-\u009f\ue000-\uf8ff\uff61-\uff9f]/u.test(letter)).length
  return (good - 2 * debris) / Math.max(1, foreign.length)
}

function decodeAs(encoding: string, bytes: Uint8Array): DecodedText | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    return undefined
  }
}
