// An app's backend, as `tsc` and Node see it: only what the packages ship is there.
import { type Decision, decide, type Input, type World } from '@ringback/calls';
import { PROTOCOL_VERSION } from '@ringback/protocol';
import { clientFrame } from '@ringback/protocol/schemas';
import {
  AuthError,
  loadConfig,
  type RunningServer,
  signUserSig,
  startServer,
  verifyUserSig,
} from '@ringback/server';

const app = { sdkAppId: 1_400_000_001, secretKey: 'k'.repeat(64), userId: 'alice' };

export function userSigForAlice(now: number): string {
  const userSig: string = signUserSig({ ...app, expire: 86_400, now });
  const { expiresAt } = verifyUserSig(userSig, { ...app, now });
  return expiresAt > now ? userSig : '';
}

export const reason = (error: unknown): number => (error instanceof AuthError ? error.code : 0);

export async function serve(): Promise<RunningServer> {
  return await startServer(loadConfig({ env: process.env }));
}

export const decided = (world: World, input: Input): Decision =>
  decide(world, input, { now: 0, callId: 'x'.repeat(22), roomId: 1 });

export const knows = (frame: unknown): boolean =>
  PROTOCOL_VERSION > 0 && clientFrame.safeParse(frame).success;

// @ts-expect-error: types that say nothing would let this pass.
export const misspelt = () => signUserSig({ ...app, expires: 86_400 });
