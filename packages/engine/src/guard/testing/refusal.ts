import type { TUICallEngine } from '../../api/engine.js';
import { TUICallEngineError } from '../../errors/engine-error.js';
import { TestEngine } from '../../testing/test-engine.js';
import type { MethodName } from '../table.js';

export function invoke(
  engine: TUICallEngine,
  method: MethodName,
  args: readonly unknown[],
): Promise<unknown> {
  return (engine[method] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
}

/** Of an engine that is logged in. @throws Error when it refuses nothing */
export async function refusal(method: MethodName, ...args: readonly unknown[]): Promise<TUICallEngineError> {
  const it = await new TestEngine().loggedIn();
  try {
    await invoke(it.engine, method, args);
  } catch (error) {
    if (error instanceof TUICallEngineError) return error;
  }
  throw new Error(`${method} was not refused`);
}
