import { TUICallEngine } from '../../../packages/engine/src/api/engine.js';
import { TUICallEvent } from '../../../packages/engine/src/events/names.js';
import { LOG_LEVEL } from '../../../packages/engine/src/log/logger.js';
import { quietMedia } from './media.js';
import { Network } from './network.js';
import { TabPage, TabStorage } from './page.js';
import { type AppSettings, SDK_APP_ID, ServerProcess, userSigOf } from './server.js';
import { VirtualTime } from './time.js';

/** What comes all the time says nothing of what happened. */
const METERED = new Set<string>([
  TUICallEvent.USER_VOICE_VOLUME,
  TUICallEvent.ON_USER_NETWORK_QUALITY_CHANGED,
]);

/** Real engines on a real server and store; time and network are simulated. A user who is named twice has two devices. */
export async function world(userIds: readonly string[], settings: AppSettings = {}) {
  const time = new VirtualTime();
  const server = await ServerProcess.start(time, undefined, settings);
  const engines = userIds.map((userId, index) => {
    const network = new Network(time, server);
    const page = new TabPage(`${userId}${index}`, time, network, new TabStorage());
    const media = quietMedia(() => network.awayFor);
    const engine = new TUICallEngine({ SDKAppID: SDK_APP_ID }, { platform: page, media });
    engine.setLogLevel(LOG_LEVEL.NONE);
    const heard: string[] = [];
    for (const name of new Set(Object.values(TUICallEvent))) {
      if (!METERED.has(name)) engine.on(name, () => heard.push(name));
    }
    return { userId, engine, heard, tim: engine.getTim(), network };
  });
  /** What a promise has come to once everything else has: it may only go on in a later task. */
  const come = async <T>(promise: Promise<T>): Promise<T> => {
    promise.catch(() => {});
    await time.settle();
    return promise;
  };
  for (const { engine, userId } of engines)
    await come(engine.login({ userID: userId, userSig: userSigOf(userId) }));
  for (const { heard } of engines) heard.length = 0;
  return { time, server, come, phones: engines };
}
