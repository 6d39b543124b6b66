import { z } from 'zod';
import type { ClientFrame, LoginFrame } from '../frames.js';
import { MAX_DEVICE_NAME_BYTES, MAX_MESSAGE_BYTES, MAX_MESSAGE_KIND, MAX_VIEW_SIDE } from '../limits.js';
import { command } from './commands.js';
import { candidates, drawnId, sdp, text, userId } from './fields.js';
import { request } from './requests.js';

/** The first frame. `v` is read before the rest is judged, so that an engine of another version is told so. */
export const loginFrame: z.ZodType<LoginFrame> = z.object({
  t: z.literal('login'),
  v: z.number().int(),
  sdkAppId: z.number().int().positive(),
  userId,
  userSig: z.string().min(1).max(4_096),
  deviceName: text(MAX_DEVICE_NAME_BYTES).optional(),
  resume: z
    .object({
      deviceId: drawnId,
      token: drawnId,
      seq: z.number().int().min(0).nullable(),
      restores: z.boolean().optional(),
      alone: z.boolean().optional(),
    })
    .optional(),
  callId: drawnId.optional(),
});

const viewSide = z.number().int().min(0).max(MAX_VIEW_SIDE);

const signal = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('description'), type: z.enum(['offer', 'answer']), sdp }),
  z.object({ kind: z.literal('candidates'), candidates }),
  z.object({ kind: z.literal('view'), width: viewSide, height: viewSide }),
]);

const message = z.object({
  cmdId: z.number().int().min(1).max(MAX_MESSAGE_KIND),
  seq: z.number().int().min(0),
  data: z
    .string()
    .max(Math.ceil(MAX_MESSAGE_BYTES / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/),
});

const afterLogin = z.discriminatedUnion('t', [
  z.object({ t: z.literal('command'), id: drawnId, command }),
  z.object({ t: z.literal('request'), id: z.string().min(1).max(64), request }),
  z.object({ t: z.literal('signal'), callId: drawnId, to: userId, signal }),
  z.object({ t: z.literal('message'), callId: drawnId, message }),
  z.object({ t: z.literal('ack'), seq: z.number().int().min(0) }),
  z.object({ t: z.literal('pong') }),
  z.object({ t: z.literal('leaving') }),
]);

/** Frames after login. */
export const clientFrame: z.ZodType<Exclude<ClientFrame, LoginFrame>> = afterLogin;

/** The frame types that this version knows; others are ignored (design decision 9). */
export const KNOWN_FRAMES: ReadonlySet<string> = new Set(afterLogin.def.options.map((o) => o.shape.t.value));
