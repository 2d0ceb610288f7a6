import { startEmbedded } from './embedded.ts'

// A server process for the tests to kill: says where its database is, and stops when its standard input ends.
const [dataFolder = ''] = process.argv.slice(2)
const settings = { durable: false, maxConnections: 20 }
const { url, home, stop } = await startEmbedded({ dataFolder, log: () => {}, settings })
process.stdout.write(`${JSON.stringify({ url, home })}\n`)
process.stdin.resume()
process.stdin.once('end', () => void stop())
