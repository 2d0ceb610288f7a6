import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A key and a certificate for `localhost` that nobody but itself vouches for, made anew each time (X.509, RFC 5280; Ed25519, RFC 8410). */
export function selfSigned(): { key: KeyObject; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const ed25519 = der(0x30, Buffer.from([0x06, 0x03, 0x2b, 0x65, 0x70]))
  const commonName = der(0x30, Buffer.from([0x06, 0x03, 0x55, 0x04, 0x03]), der(0x0c, Buffer.from('localhost')))
  const name = der(0x30, der(0x31, commonName))
  const validity = der(0x30, der(0x18, Buffer.from('20200101000000Z')), der(0x18, Buffer.from('20990101000000Z')))
  const body = der(
    0x30,
    der(0x02, Buffer.from([1])),
    ed25519,
    ...[name, validity, name],
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const certificate = der(0x30, body, ed25519, der(0x03, Buffer.from([0]), sign(null, body, privateKey)))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return { key: privateKey, cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n` }
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
