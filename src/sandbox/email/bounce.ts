/** The mail that comes back. */
interface Bounced {
  readonly to: string
  readonly from: string
  readonly messageId: string
  readonly date: Date
}

/** The report of a mail server that took a mail and found no mailbox for it (RFC 3464, Appendix E). */
export function writeBounce({ to, from, messageId, date }: Bounced, boundary: string): string {
  const host = to.slice(to.lastIndexOf('@') + 1)
  const divider = `--${boundary}`
  return [
    `From: MAILER-DAEMON@mx.${host}`,
    `To: ${from}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <dsn-${boundary}@mx.${host}>`,
    'Auto-Submitted: auto-replied',
    'Return-Path: <>',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    divider,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'The mail could not be delivered.',
    divider,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; mx.${host}`,
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 The mailbox does not exist any more',
    '',
    divider,
    'Content-Type: message/rfc822',
    '',
    `From: ${from}`,
    `To: ${to}`,
    `Message-ID: ${messageId}`,
    '',
    `${divider}--`,
    '',
  ].join('\r\n')
}
