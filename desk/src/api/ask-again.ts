/** What somebody is asked for to show that it is them. */
export type ProofKind = 'code' | 'password'

/** Asks the member; answers whether they proved it. */
export type AskAgain = (kind: ProofKind) => Promise<boolean>

let asker: AskAgain | undefined

/** Lets `ask` speak for every request that is refused for want of a recent proof; answers how to stop. */
export function onProofNeeded(ask: AskAgain): () => void {
  asker = ask
  return () => {
    if (asker === ask) asker = undefined
  }
}

/** Whether a refused request may be sent once more: it lacked a recent proof, and the member has just given one. */
export async function mayRepeat(refusal: Record<string, unknown>): Promise<boolean> {
  if (refusal.code !== 'organisations.proof-needed' || !asker) return false
  const { facts } = refusal
  const wantsCode = typeof facts === 'object' && facts !== null && 'by' in facts && facts.by === 'code'
  return asker(wantsCode ? 'code' : 'password')
}
