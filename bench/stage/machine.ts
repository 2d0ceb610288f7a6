import { cpus } from 'node:os'

/** What a run was made on; figures without it say nothing. */
export const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`
