/** Settings of a made-up charity, for tests. */
export const settings = {
  smtpHost: 'smtp.example.org',
  smtpPort: '465',
  user: 'hands',
  password: 'a password: with ünusual signs',
  fromAddress: 'hello@hands.example.org',
  fromName: 'Helping Hands 善手',
  inboundSecret: 'an-inbound-secret-of-48-characters-for-the-tests',
}

/** The headers and the two parts of a mail of ours, decoded as a mail program would; line ends as in JavaScript. */
export function partsOf(mail: string): { head: string; plain: string; html: string } {
  const head = mail.slice(0, mail.indexOf('\r\n\r\n'))
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1] ?? ''
  const [plain = '', html = ''] = mail
    .split(`--${boundary}`)
    .slice(1, 3)
    .map((part) =>
      Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64')
        .toString()
        .replaceAll('\r\n', '\n'),
    )
  return { head: head.replace(/\r\n[ \t]+/g, ' '), plain, html }
}
