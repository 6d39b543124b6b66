import type { Logger } from '../log/logger.js';
import { Devices } from '../media/capture/devices.js';
import { LocalCapture } from '../media/capture/local-capture.js';
import { LazyPlane } from '../media/lazy-plane.js';
import type { MediaPlane } from '../media/plane.js';
import { LocalPreview } from '../media/views/local-preview.js';
import { browser } from '../platform/browser.js';
import type { Platform } from '../platform/platform.js';
import type { Capture, Preview } from '../session/ports.js';
import { DEFAULT_VIDEO_PROFILE } from '../session/video-profiles.js';
import type { DeviceControlParts } from './devices.js';

/** What an engine stands on: everything that a test replaces. */
export interface EngineParts {
  readonly platform: Platform;
  readonly media: EngineMedia;
}

export interface EngineMedia {
  /** Where there is a `load()`, it comes before the first `open()`. */
  readonly plane: MediaPlane & Partial<Pick<LazyPlane, 'load'>>;
  readonly capture: Capture & Pick<LocalCapture, 'switchDevice' | 'chooseSide' | 'setVideoProfile'>;
  readonly preview: Preview & Pick<LocalPreview, 'setOptions' | 'close'>;
  readonly devices: DeviceControlParts['devices'];
}

/** The page's own. Nothing of the browser is touched before it is used. */
export function browserParts(logger: Logger): EngineParts {
  const capture = new LocalCapture({
    profile: DEFAULT_VIDEO_PROFILE,
    // No ERROR: the call goes on without it, and published kits would leave its view. DEVICED_UPDATED tells the app.
    onLost: (kind, failure) => logger.log('warn', `the ${kind} is gone`, failure),
  });
  const preview = new LocalPreview(capture);
  const plane = new LazyPlane(async () => new (await import('../media/mesh/mesh-plane.js')).MeshPlane());
  // It is there before the login, as a rule.
  plane.load()?.catch(() => {});
  return {
    platform: browser,
    media: { plane, capture, preview, devices: new Devices(capture) },
  };
}
