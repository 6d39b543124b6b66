import type { MachineCommand } from '@ringback/calls';
import type { AcceptCommand, CallCommand, Command, CommandResult } from '@ringback/protocol';
import type { MeshRelay } from '../media/mesh-relay.js';
import type { DeviceAddress } from '../store/contract.js';

/** The media part of a command, which is relayed and not committed. */
export type CommandMedia =
  | { readonly kind: 'none' }
  | { readonly kind: 'offers'; readonly offers: NonNullable<CallCommand['offers']> }
  | { readonly kind: 'answer'; readonly prepared: Pick<AcceptCommand, 'answer' | 'candidates'> };

export interface SplitCommand {
  readonly machine: MachineCommand;
  readonly media: CommandMedia;
}

const NONE: CommandMedia = { kind: 'none' };

export function splitMedia(command: Command): SplitCommand {
  switch (command.op) {
    case 'call': {
      if (command.offers === undefined) return { machine: command, media: NONE };
      const { offers, ...machine } = command;
      return { machine, media: { kind: 'offers', offers } };
    }
    case 'accept': {
      if (command.answer === undefined && command.candidates === undefined) {
        return { machine: command, media: NONE };
      }
      const { answer, candidates, ...machine } = command;
      return { machine, media: { kind: 'answer', prepared: { answer, candidates } } };
    }
    default:
      return { machine: command, media: NONE };
  }
}

/** Passes on what came with a command, now that it is committed. */
export function relayMedia(
  relay: MeshRelay,
  from: DeviceAddress,
  media: CommandMedia,
  result: CommandResult,
): void {
  if (media.kind === 'none' || !('call' in result)) return;
  const { appId } = from;
  const { callId } = result.call;
  if (media.kind === 'offers') relay.placed(appId, callId, from, media.offers);
  else relay.accepted(appId, callId, from, media.prepared);
}
