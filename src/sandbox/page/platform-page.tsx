import { formatMoney } from '../../platform/money.ts'
import type { KeptReport, ListedOrder } from '../platform/tencent.ts'
import { Document, type Frame, Ribbon } from './document.tsx'

/** What the emulated platform holds of an organisation. */
export interface Held {
  readonly project: string
  readonly orders: readonly ListedOrder[]
  readonly reports: readonly KeptReport[]
}

/** How many orders are shown, the latest first. */
const shownOrders = 20

/** The emulated giving platform as a page: somebody can give there, and see what the charity handed back. */
export function PlatformPage({ frame, held }: { frame: Frame; held: Held }) {
  const { t, language } = frame
  const money = (fen: bigint) => formatMoney({ minor: fen, currency: 'CNY' }, language)
  return (
    <Document frame={frame} title={t('sandbox:platform.title')} className="paper">
      <Ribbon words={t('sandbox:platform.notice')} />
      <main class="slip platform">
        <p class="from">腾讯公益</p>
        <h1 lang="zh-Hans">{held.project}</h1>
        <form method="post" action="/sandbox/tencent/orders">
          <label>
            {t('sandbox:platform.yuan')} <input name="yuan" type="number" min="1" max="100000" value="88" required />
          </label>
          <button type="submit" class="primary">
            {t('sandbox:platform.give')}
          </button>
        </form>
        <h2>{t('sandbox:platform.reports')}</h2>
        {held.reports.length === 0 && <p class="quiet">{t('sandbox:platform.noReports')}</p>}
        <ul>
          {held.reports.toReversed().map((report, place) => (
            <li key={[place].join()}>
              <strong>{money(fenOf(report.exe_money))}</strong>
              <small>{t('sandbox:platform.card', { card: report.card_id })}</small>
            </li>
          ))}
        </ul>
        <h2>{t('sandbox:platform.orders')}</h2>
        <ul>
          {held.orders
            .slice(-shownOrders)
            .toReversed()
            .map((order) => (
              <li key={order.transcode}>
                <strong>{money(BigInt(order.money))}</strong>
                <small>
                  {order.trans_time.slice(0, 16).replace('T', ' ')} · {order.transcode}
                </small>
              </li>
            ))}
        </ul>
      </main>
    </Document>
  )
}

/** Yuan with up to two decimals, as the platform keeps them, in fen. */
function fenOf(yuan: string): bigint {
  const [whole = '0', part = ''] = yuan.split('.')
  return BigInt(whole + part.padEnd(2, '0'))
}
