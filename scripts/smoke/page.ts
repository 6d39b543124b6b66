// An app's page, as `tsc` and Vite see it: only what the package ships is there.
import {
  type CallResult,
  TUICallEngine,
  TUICallEngineError,
  TUICallEvent,
  TUICallType,
} from '@ringback/engine';

const engine = TUICallEngine.createInstance({
  SDKAppID: 1_400_000_001,
  serverURL: 'https://calls.example.com',
});

engine.on(TUICallEvent.ON_CALL_RECEIVED, ({ callId, sponsor, callMediaType }) => {
  const isVideo: boolean = callMediaType === TUICallType.VIDEO_CALL;
  document.title = `${sponsor} calls (${isVideo ? 'video' : 'audio'}, ${callId})`;
});

export async function callBob(userSig: string): Promise<CallResult | undefined> {
  await engine.login({ userID: 'alice', userSig });
  try {
    return await engine.call({ userID: 'bob', type: TUICallType.VIDEO_CALL });
  } catch (error) {
    if (error instanceof TUICallEngineError) document.title = `${error.code}: ${error.message}`;
    return undefined;
  }
}

// @ts-expect-error: types that say nothing would let this pass.
export const misspelt = () => engine.call({ userIDs: 'bob', type: 'video' });

// @ts-expect-error: a constant that has lost its type would let this pass.
export const kind: string = TUICallType.VIDEO_CALL;

document.querySelector('button')?.addEventListener('click', () => void callBob('from the backend'));
