import { Agent, request } from 'node:http'
import { lineSignature } from '../src/channels/line/receive.ts'
import type { Charity } from './crash-charity.ts'

/** A request to be made until it is answered with 200. */
export interface Parcel {
  path: string
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/** What became of the parcels of a burst. */
export interface Tally {
  acknowledged: Set<Parcel>
  /** Answers by status; 0 where there was none. */
  statuses: Map<number, number>
}

/** A provider: so many connections at once, and whatever is not acknowledged is sent again. */
export class Provider {
  readonly tally: Tally = { acknowledged: new Set(), statuses: new Map() }
  readonly #agent: Agent
  readonly #connections: number
  readonly #url: string

  constructor(url: string, connections: number) {
    this.#url = url
    this.#connections = connections
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections })
  }

  /** Sends each parcel once; answers those that were not acknowledged. `during` is told of every acknowledgement. */
  async burst(parcels: readonly Parcel[], during: (acknowledged: number) => void = () => {}): Promise<Parcel[]> {
    const queue = [...parcels]
    const failed: Parcel[] = []
    const { acknowledged } = this.tally
    const connection = async () => {
      for (let parcel = queue.shift(); parcel !== undefined; parcel = queue.shift()) {
        if ((await this.send(parcel)) !== 200) failed.push(parcel)
        else during(acknowledged.add(parcel).size)
      }
    }
    await Promise.all(Array.from({ length: this.#connections }, connection))
    return failed
  }

  /** One request; its status, 0 when the connection broke. */
  async send({ path, headers, body }: Parcel): Promise<number> {
    const status = await new Promise<number>((resolve) => {
      const options = { agent: this.#agent, method: 'POST', headers: { ...headers, 'content-length': body.byteLength } }
      const going = request(this.#url + path, options, (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
        response.on('error', () => resolve(0))
      })
      going.on('error', () => resolve(0))
      going.end(body)
    })
    const { statuses } = this.tally
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    return status
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** A webhook of LINE, signed as LINE signs. */
export function webhook({ line }: Charity, event: object): Parcel {
  const body = Buffer.from(JSON.stringify({ destination: 'U00000000000000000000000000000000', events: [event] }))
  const signature = lineSignature(body, line.channelSecret)
  return { path: line.hookPath, headers: { 'content-type': 'application/json', 'x-line-signature': signature }, body }
}

/** A LINE user id. */
export function lineUser(number: number): string {
  return `U${String(number).padStart(32, '0')}`
}

/** So many different numbers below a limit, in order. */
export function randomMoments(count: number, below: number): number[] {
  const part = below / count
  return Array.from({ length: count }, (_, place) => Math.floor((place + 0.2 + 0.6 * Math.random()) * part))
}
