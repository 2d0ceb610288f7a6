import { isLanguage } from '../platform/languages.ts'
import type { Effect } from './effect.ts'
import { run, type Step } from './engine.ts'
import type { Facts, Input } from './input.ts'
import type { Json } from './json.ts'
import type { Script } from './script.ts'
import type { Session } from './session.ts'

export type Ask = Effect & { type: 'ask' }

/**
 * How the host answers what a script asks. A rejection becomes the script's own failure path, never an error to the person;
 * inside a transaction the host answers within a savepoint.
 */
export type Answer = (ask: Ask, facts: Facts) => Promise<Json>

/** Questions one input may put to the host before it is taken for a circle. */
const askLimit = 40

/**
 * Runs one input to its end where the host can answer at once: every question is answered in turn and its answer run,
 * until the script waits for the person or has ended. A script that asks in a circle is left waiting and flagged. Returns the last session and the effects left to carry out, in order.
 */
export async function respond(
  script: Script,
  session: Session,
  input: Input,
  facts: Facts,
  answer: Answer,
): Promise<Step> {
  const effects: Effect[] = []
  const inputs: Input[] = [input]
  let now = session
  let known = facts
  let asked = 0
  for (let next = inputs.shift(); next !== undefined; next = inputs.shift()) {
    const step = run(script, now, next, known)
    now = step.session
    known = withPreferences(known, step.effects)
    for (const effect of step.effects) {
      if (effect.type !== 'ask') effects.push(effect)
      else if (++asked <= askLimit) inputs.push(await answered(effect, known, answer, input.at))
      else if (asked === askLimit + 1) effects.push({ type: 'record-incident', code: 'step-limit', node: effect.name })
    }
  }
  return { session: now, effects }
}

async function answered(ask: Ask, facts: Facts, answer: Answer, at: Date): Promise<Input> {
  try {
    return { kind: 'result', token: ask.token, result: await answer(ask, facts), at }
  } catch {
    return { kind: 'failure', token: ask.token, code: ask.name, at }
  }
}

/** The facts as they will be once the host has stored the preferences just set. */
function withPreferences(facts: Facts, effects: readonly Effect[]): Facts {
  let known = facts
  for (const effect of effects) {
    if (effect.type !== 'set-preference') continue
    if (effect.preference === 'language' && isLanguage(effect.value)) known = { ...known, language: effect.value }
    if (effect.preference === 'subscription') known = { ...known, stopped: effect.value === 'stopped' }
  }
  return known
}
