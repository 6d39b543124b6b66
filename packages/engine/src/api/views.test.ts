import { expect, it } from 'vitest';
import { TRTCVideoFillMode, TRTCVideoMirrorType, TRTCVideoRotation } from './constants.js';
import type { RenderOptions } from './media.js';
import { viewOptions } from './views.js';

it.each([
  [undefined, {}],
  [null, {}],
  [{ objectFit: 'cover', muted: true } satisfies RenderOptions, { objectFit: 'cover' }],
  [{ objectFit: 'fill' }, { objectFit: 'fill' }],
  [{ fillMode: TRTCVideoFillMode.TRTCVideoFillMode_Fill }, { objectFit: 'cover' }],
  [{ fillMode: TRTCVideoFillMode.TRTCVideoFillMode_Fit }, { objectFit: 'contain' }],
  [{ objectFit: 'cover', fillMode: TRTCVideoFillMode.TRTCVideoFillMode_Fit }, { objectFit: 'cover' }],
  [{ mirrorType: TRTCVideoMirrorType.TRTCVideoMirrorType_Auto }, {}],
  [{ mirrorType: TRTCVideoMirrorType.TRTCVideoMirrorType_Enable }, { mirror: true }],
  [{ mirrorType: TRTCVideoMirrorType.TRTCVideoMirrorType_Disable }, { mirror: false }],
  [
    { rotation: TRTCVideoRotation.TRTCVideoRotation90, mirror: false },
    { rotation: 90, mirror: false },
  ],
])('options of both published generations: %j', (options, shown) => {
  expect(viewOptions(options)).toEqual(shown);
});
