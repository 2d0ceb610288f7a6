import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkDonors } from '../../conversations/menus/link.ts'
import { readMenus, setMenu, type WantedMenu } from '../../conversations/menus/menus.ts'
import { putMenus } from '../../conversations/menus/put.ts'
import { ensureIdentities } from '../../people/identities.ts'
import { becomeDonor } from '../../people/persons.ts'
import { openSandboxHouse, type SandboxHouse } from '../testing.ts'

/** What a member wants, taken by the real adapter over the real transport to the emulated LINE. */
let house: SandboxHouse
beforeAll(async () => {
  house = await openSandboxHouse()
})
afterAll(() => house.close())

const menu = (audience: WantedMenu['audience'], ...labels: string[]): WantedMenu => ({
  audience,
  title: '選單',
  entries: labels.map((label) => ({ label, action: { type: 'postback', payload: label } })),
})
const seenBy = (userId: string) =>
  house.emulator
    .menusOf(house.channel.channelAccountId)
    .of(userId)
    ?.areas.map(({ action }) => (action.type === 'postback' ? action.data : action.type))

test('everyone is shown one menu, whoever has given another, and a new one takes the place of the old', async () => {
  const { scope, channelAccountId } = house.channel
  const put = async (wanted: WantedMenu) => {
    await setMenu(scope, channelAccountId, wanted)
    await putMenus(scope, channelAccountId)
    const { menus } = await readMenus(scope, channelAccountId)
    return menus.find(({ audience }) => audience === wanted.audience)
  }
  expect(await put(menu('everyone', 'give', 'projects'))).toMatchObject({ state: 'put', words: null })
  expect(await put(menu('donors', 'give', 'gifts', 'receipts'))).toMatchObject({ state: 'put', words: null })
  expect([seenBy('U-giver'), seenBy('U-other')]).toEqual([
    ['give', 'projects'],
    ['give', 'projects'],
  ])

  await scope.transaction(async (transaction) => {
    const seen = [{ address: 'U-giver' }, { address: 'U-other' }]
    const people = await ensureIdentities(transaction, channelAccountId, seen, { name: '—', language: 'zh-Hant' })
    const giver = people.get('U-giver')
    if (giver) await becomeDonor(transaction, giver.personId, '2026-03-01')
  })
  expect(await linkAll()).toBe(1)
  expect([seenBy('U-giver'), seenBy('U-other')]).toEqual([
    ['give', 'gifts', 'receipts'],
    ['give', 'projects'],
  ])

  // The old menu is gone with its links; the sweep shows the new one.
  await put(menu('donors', 'traces'))
  expect(seenBy('U-giver')).toEqual(['give', 'projects'])
  expect(await linkAll()).toBe(1)
  expect(seenBy('U-giver')).toEqual(['traces'])

  await put(menu('everyone'))
  expect([seenBy('U-giver'), seenBy('U-other')]).toEqual([['traces'], undefined])
})

async function linkAll(): Promise<number> {
  const { scope, channelAccountId } = house.channel
  const { menu_id: menuId } = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('channel_menus')
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .where('audience', '=', 'donors')
      .select('menu_id')
      .executeTakeFirstOrThrow(),
  )
  return linkDonors(scope, { channelAccountId, menuId: menuId ?? '' })
}
