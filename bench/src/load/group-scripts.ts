import type { CallCommand, IceCandidate } from '@ringback/protocol';
import { commandFrame, signalFrame } from './client.js';
import type { GroupCall } from './group.js';
import { PREPARED } from './prepared.js';

const MICROPHONE = { audio: true, video: false } as const;
const QUIET = { audio: false, video: false } as const;

const calling = (call: GroupCall): CallCommand => ({
  op: 'call',
  userIds: others(call).map((index) => call.person(index).userId),
  type: 1,
  groupId: 'bench',
  roomId: 0,
  strRoomId: '',
  timeout: 30,
  userData: '',
  publish: MICROPHONE,
});

const others = ({ size }: GroupCall): number[] => Array.from({ length: size - 1 }, (_, index) => index + 1);

/** The first one calls the others, who answer one after the other. */
export async function begin(call: GroupCall): Promise<void> {
  call.callId = '';
  await call.turn(0, () => calling(call));
  for (const index of others(call)) {
    await call.turn(index, (callId) => ({ op: 'accept', callId, publish: MICROPHONE }));
  }
}

export async function end(call: GroupCall): Promise<void> {
  for (let index = call.size - 1; index >= 1; index -= 1) {
    // Who has left is told nothing more; the last two hear of the end together.
    const all = call.heardBy(index + 1);
    call.say(index, commandFrame({ op: 'hangup', callId: call.callId }));
    await all;
  }
}

/** One after the other mutes or unmutes: each commit tells all others one thing. */
export async function mute(call: GroupCall, turn: number): Promise<number> {
  const isMuted = Math.floor(turn / call.size) % 2 === 0;
  await call.turn(turn, (callId) => ({ op: 'publish', callId, publish: isMuted ? QUIET : MICROPHONE }));
  return 1;
}

/** One after the other leaves and comes back: each commit tells all others who is there now. */
export async function comeAndGo(call: GroupCall, turn: number): Promise<number> {
  await call.turn(turn, (callId) => ({ op: 'hangup', callId }));
  await call.turn(turn, (callId) => ({ op: 'join', callId, publish: MICROPHONE }));
  return 2;
}

/** A whole call with what browsers tell each other: prepared with the caller while it rings, and made anew for every other pair. */
export async function wholeCall(call: GroupCall): Promise<void> {
  const { offer, answer, callerCandidates, calleeCandidates } = PREPARED;
  const idOf = (index: number) => call.person(index).userId;
  const candidates = (from: number, to: number, list: readonly IceCandidate[]) =>
    call.say(from, signalFrame(call.callId, idOf(to), { kind: 'candidates', candidates: list }));
  const sdp = (from: number, to: number, type: 'offer' | 'answer', text: string) =>
    call.say(from, signalFrame(call.callId, idOf(to), { kind: 'description', type, sdp: text }));

  call.callId = '';
  await call.turn(0, () => calling(call));
  const offers = call.heardBy(call.size - 1);
  for (const index of others(call)) sdp(0, index, 'offer', offer);
  for (const index of others(call)) candidates(0, index, callerCandidates);
  await offers;
  for (const index of others(call)) {
    // Everybody hears of it; the caller also gets answer and candidates, the callee the candidates that waited for him.
    const prepared = call.heardBy(call.size + 3);
    const { callId } = call;
    call.say(
      index,
      commandFrame({ op: 'accept', callId, publish: MICROPHONE, answer, candidates: calleeCandidates }),
    );
    await prepared;
    for (let before = 1; before < index; before += 1) {
      const path = call.heardBy(4);
      sdp(before, index, 'offer', offer);
      candidates(before, index, callerCandidates);
      sdp(index, before, 'answer', answer);
      candidates(index, before, calleeCandidates);
      await path;
    }
  }
  await end(call);
}
