import { type ForkOptions, fork } from 'node:child_process'

/** The other process of a bench: answers every word it is told with one message. */
export class Child {
  readonly #process

  constructor(path: string, args: readonly string[] = [], options: ForkOptions = {}) {
    this.#process = fork(path, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], ...options })
  }

  /** Its next message, after telling it a word; its first one without. Fails when it ends instead. */
  ask<Answer>(word?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('the other process ended'))
      this.#process.once('exit', ended)
      this.#process.once('message', (answer: Answer) => {
        this.#process.off('exit', ended)
        resolve(answer)
      })
      if (word !== undefined) this.#process.send(word)
    })
  }

  async stop(): Promise<void> {
    if (!this.#process.connected) return
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.send('stop')
    await ended
  }
}
