import { useQuery } from '@tanstack/react-query'
import { read, send } from './client.ts'
import { reread } from './queries.ts'

/** The public log as members see it. */
export interface PublicLog {
  address: string
  checkpoint: { size: number; at: string; fingerprint: string; vkey: string } | null
  waiting: number
  witnesses: LogWitness[]
  /** What others need to be cosigned here, and who is. */
  witnessing: { vkey: string; url: string; logs: WitnessedLog[] }
}

/** Somebody who cosigns the log; `problem` says why they did not when they were last asked. */
export interface LogWitness {
  witnessId: string
  name: string
  url: string
  cosignedSize: number
  cosignedAt: string | null
  problem: string | null
}

/** A log cosigned here. */
export interface WitnessedLog {
  origin: string
  size: number
  cosignedAt: string | null
  refusedAt: string | null
}

export function useLog() {
  return useQuery({ queryKey: ['log'], queryFn: () => read<PublicLog>('/api/log') })
}

export async function addWitness(witness: { vkey: string; url: string }): Promise<void> {
  await send('POST', '/api/log/witnesses', witness)
  await reread('log')
}

export async function removeWitness(witnessId: string): Promise<void> {
  await send('DELETE', `/api/log/witnesses/${witnessId}`)
  await reread('log')
}

export async function watchLog(vkey: string): Promise<void> {
  await send('POST', '/api/log/watched', { vkey })
  await reread('log')
}
