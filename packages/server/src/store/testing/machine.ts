import type {
  Decision,
  DeviceInput,
  Fresh,
  Input,
  MachineCommand,
  ServerInput,
  World,
} from '@ringback/calls';

export type Move = (world: World, fresh: Fresh) => Decision;

/** A machine that decides what the test says: an input is made together with the move that decides it. */
export class ScriptedMachine {
  /** How many inputs it was asked to decide. */
  asked = 0;
  readonly #moves = new Map<string, Move>();

  /** Not a method: it is handed to the store as a function. */
  readonly decide = (world: World, input: Input, fresh: Fresh): Decision => {
    const move = this.#moves.get(keyOf(input));
    if (!move) throw new Error('the test has no move for this input');
    this.asked += 1;
    return move(world, fresh);
  };

  /** An input that no device asked for. */
  input(move: Move): ServerInput {
    const callId = `input ${this.#moves.size + 1}`;
    this.#moves.set(callId, move);
    return { from: 'server', kind: 'endCall', callId };
  }

  /** A command of a device; the default one is a command that may be decided twice. */
  command(userId: string, deviceId: string, move: Move, command: MachineCommand = HANGUP): DeviceInput {
    const commandId = `command ${this.#moves.size + 1}`;
    this.#moves.set(commandId, move);
    return { from: 'device', userId, deviceId, linkId: `link of ${deviceId}`, commandId, command };
  }
}

const HANGUP: MachineCommand = { op: 'hangup', callId: 'c' };

/** The one command that may not be decided twice. */
export const CALL: MachineCommand = {
  op: 'call',
  userIds: ['bob'],
  type: 1,
  groupId: '',
  roomId: 0,
  strRoomId: '',
  timeout: 30,
  userData: '',
  publish: { audio: true, video: false },
};

function keyOf(input: Input): string {
  switch (input.from) {
    case 'device':
      return input.commandId;
    case 'server':
      return input.callId;
    default:
      throw new Error(`the scripted machine takes no input from ${input.from}`);
  }
}
