import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Cores, onServerCore } from './cores.js';
import type { Asked, Memory, Told, Usage } from './messages.js';

export interface ChildOptions {
  readonly cores: Cores;
  readonly env: Readonly<Record<string, string>>;
  /** Of Node. */
  readonly flags?: readonly string[];
}

/** A measured process. */
export class Child {
  private constructor(
    readonly port: number,
    readonly process: ChildProcess,
  ) {}

  /** @param script Its name among the bundled processes. Resolves when it listens. */
  static async start(script: 'ringback' | 'relay', { cores, env, flags = [] }: ChildOptions): Promise<Child> {
    const path = join(import.meta.dirname, 'processes', `${script}.js`);
    const [command, ...args] = onServerCore(cores, [process.execPath, ...flags, path]);
    const child = spawn(command, args, {
      env: { ...withoutSettings(process.env), ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const failed = once(child, 'exit').then(([code]) => {
      throw new Error(`${script} ended with ${code} before it listened`);
    });
    const { port } = await Promise.race([told(child, 'listening'), failed]);
    failed.catch(() => {});
    return new Child(port, child);
  }

  async usage(): Promise<Usage> {
    return (await this.#ask({ ask: 'usage' }, 'usage')).usage;
  }

  async memory(): Promise<Memory> {
    return (await this.#ask({ ask: 'memory' }, 'memory')).memory;
  }

  /** Lets it end by itself, so that a profile is written. */
  async stop(): Promise<void> {
    await this.#end(() => this.process.send({ ask: 'stop' } satisfies Asked));
  }

  async kill(): Promise<void> {
    await this.#end(() => this.process.kill('SIGKILL'));
  }

  async #end(by: () => void): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    by();
    await ended;
  }

  #ask<K extends Told['is']>(asked: Asked, is: K): Promise<Extract<Told, { is: K }>> {
    const answer = told(this.process, is);
    this.process.send(asked);
    return answer;
  }
}

function told<K extends Told['is']>(child: ChildProcess, is: K): Promise<Extract<Told, { is: K }>> {
  return new Promise((resolve) => {
    const listen = (message: Told) => {
      if (message.is !== is) return;
      child.off('message', listen);
      resolve(message as Extract<Told, { is: K }>);
    };
    child.on('message', listen);
  });
}

/** What the shell has set for a server of its own. */
const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('RINGBACK_')));
