import { MAX_CANDIDATES, MAX_SDP_BYTES, MAX_VIEW_SIDE, type Signal } from '@ringback/protocol';

/** The part of a signal that may be used, whatever the other side wrote into it. null: nothing. */
export function checkedSignal(signal: Signal): Signal | null {
  if (signal?.kind === 'description') {
    const known = signal.type === 'offer' || signal.type === 'answer';
    return known && typeof signal.sdp === 'string' && signal.sdp.length <= MAX_SDP_BYTES ? signal : null;
  }
  if (signal?.kind === 'view') {
    const { kind, width, height } = signal;
    const known = [width, height].every((side) => side >= 0 && side <= MAX_VIEW_SIDE);
    return known ? { kind, width, height } : null;
  }
  if (signal?.kind !== 'candidates' || !Array.isArray(signal.candidates)) return null;
  const candidates = signal.candidates.filter((candidate) => typeof candidate?.candidate === 'string');
  return { kind: 'candidates', candidates: candidates.slice(0, MAX_CANDIDATES) };
}
