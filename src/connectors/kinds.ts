import { Failure } from '../platform/errors.ts'
import type { Connector, ConnectorField } from './connector.ts'
import { openRest, restFields, restSettings } from './rest/rest.ts'
import { openTencent, tencentFields, tencentSettings } from './tencent/tencent.ts'

/** The giving platforms there is a connector for. */
export const connectorKinds = ['tencent', 'rest'] as const
export type ConnectorKind = (typeof connectorKinds)[number]

/** What the set-up form asks for. */
export const connectorFields: Readonly<Record<ConnectorKind, readonly ConnectorField[]>> = {
  tencent: tencentFields,
  rest: restFields,
}

/**
 * Opens a platform with its settings. `sandboxOrigin` plays Tencent in a demonstration. Fails with
 * `connectors.settings-invalid`, naming the setting.
 */
export function openConnector(
  { kind, platform, config }: { kind: ConnectorKind; platform: string; config: unknown },
  sandboxOrigin?: string,
): Connector {
  if (kind === 'rest') return openRest(parsed(restSettings, config), platform)
  return openTencent(parsed(tencentSettings, config), platform, sandboxOrigin)
}

interface Schema<Settings> {
  safeParse(
    given: unknown,
  ):
    | { success: true; data: Settings }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } }
}

function parsed<Settings>(schema: Schema<Settings>, config: unknown): Settings {
  const read = schema.safeParse(config)
  if (read.success) return read.data
  const setting = String(read.error.issues[0]?.path[0] ?? '')
  throw new Failure(
    'connectors.settings-invalid',
    { setting },
    { field: setting === '' ? 'config' : `config.${setting}` },
  )
}
