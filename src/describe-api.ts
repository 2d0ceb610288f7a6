import { openApp } from './app.ts'
import { openHouse } from './house.ts'
import { createLogger } from './platform/log.ts'
import { readSettings } from './platform/settings.ts'

/** The OpenAPI document of the members' API, for the generator of the desk's client. Opens and closes a house in `folder`. */
export async function describeApi(folder: string): Promise<unknown> {
  const house = await openHouse(readSettings({ RISCONTRO_DATA: folder }), createLogger('silent'))
  try {
    const app = openApp(house.context, { isWorker: false })
    const answer = await app.fetch(new Request(`${house.context.settings.publicUrl}/api/openapi.json`))
    const description: unknown = await answer.json()
    await app.stop()
    return description
  } finally {
    await house.close()
  }
}
