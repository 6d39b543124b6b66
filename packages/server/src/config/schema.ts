import { BLOCKED, CALLERS, JOIN } from '@ringback/calls';
import { RING_TIMEOUT_MAX_S } from '@ringback/protocol';
import { userId } from '@ringback/protocol/schemas';
import { z } from 'zod';
import { DIRECTORY, GROUPS } from '../directory/rules/state.js';
import { isAddressOrRange } from '../limits/client-address.js';
import { LOG_LEVELS, RELAY_ONLY } from './config.js';
import { oneOf, whole } from './fields.js';
import { iceServer, turn } from './ice-schema.js';

/** Numbers of the published services fit 32 bits. */
const MAX_SDK_APP_ID = 2 ** 32 - 1;

/** As many bits as make guessing pointless; the published services give 64 hex digits. */
const MIN_SECRET_KEY_LENGTH = 32;

const truth = z.boolean({ error: 'must be true or false' });

/** G-20; 0: no limit. What counts is kept with the user, so that the highest are still small. */
const limits = z.strictObject({
  commandsPer10s: whole(0, 10_000).optional(),
  callsPerMinute: whole(0, 1_000).optional(),
  unansweredPerPairIn5Min: whole(0, 100).optional(),
  invitesPerMinute: whole(0, 1_000).optional(),
});

const app = z.strictObject({
  sdkAppId: whole(1, MAX_SDK_APP_ID),
  secretKey: z
    .string()
    .min(MIN_SECRET_KEY_LENGTH, { error: `must be at least ${MIN_SECRET_KEY_LENGTH} characters long` })
    .max(256, { error: 'must be at most 256 characters long' }),
  name: z.string().max(100).default(''),
  devices: whole(1, 100).optional(),
  maxMembers: whole(2, 100).optional(),
  graceTime: whole(1, 600).optional(),
  ringMax: whole(1, RING_TIMEOUT_MAX_S).optional(),
  limits: limits.optional(),
  callers: oneOf(CALLERS).optional(),
  join: oneOf(JOIN).optional(),
  blocked: oneOf(BLOCKED).optional(),
  directory: oneOf(DIRECTORY).optional(),
  groups: oneOf(GROUPS).optional(),
  relayOnly: oneOf(RELAY_ONLY).default('never'),
  administrators: z.array(userId).max(100).default([]),
  avatarHosts: z
    .array(
      z.string().regex(/^[a-z0-9.-]+(:\d+)?$/, {
        error: 'must be a host name in lower case, such as img.example.com',
      }),
    )
    .max(100)
    .default([]),
});

const apps = z
  .array(app)
  .max(10_000)
  .superRefine((list, context) => {
    const seen = new Set<number>();
    for (const [index, { sdkAppId }] of list.entries()) {
      if (seen.has(sdkAppId)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'sdkAppId'],
          message: 'is used by an app before it',
        });
      }
      seen.add(sdkAppId);
    }
  });

const origin = z
  .string()
  .regex(/^(\*|[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+)$/i, {
    error: 'must be an origin such as https://app.example.com, without a path, or *',
    abort: true,
  })
  .refine((text) => text === '*' || URL.canParse(text), { error: 'has a host or port that cannot be' });

const proxy = z.string().refine(isAddressOrRange, {
  error: 'must be an address or a range such as 10.0.0.0/8',
});

const addressLimits = z.strictObject(
  { links: whole(0, 1_000_000).default(50), failedLogins: whole(0, 1_000_000).default(20) },
  { error: 'must be two whole numbers, links,failedLogins, such as 50,20' },
);

/** Whoever is on this machine could connect to the server directly. */
const LOOPBACK = ['127.0.0.0/8', '::1'];

/** The settings under their names in the file. Defaults that depend on other settings are not here. */
export const settings = z.strictObject({
  port: whole(0, 65_535).default(8080),
  host: z.string().min(1).max(255).optional(),
  data: z.string().min(1).default('./data'),
  apps: apps.default([]),
  demo: truth.optional(),
  demoForce: truth.default(false),
  iceServers: z.array(iceServer).max(20).default([]),
  turn: turn.default([]),
  allowedOrigins: z.array(origin).min(1).max(1_000).optional(),
  trustedProxies: z.array(proxy).max(1_000).default(LOOPBACK),
  addressLimits: addressLimits.prefault({}),
  loginsPerSecond: whole(0, 100_000).default(300),
  adminPort: whole(0, 65_535).optional(),
  adminHost: z.string().min(1).max(255).optional(),
  logLevel: oneOf(LOG_LEVELS).default('info'),
});

export type Settings = z.output<typeof settings>;
export type SettingName = keyof Settings;
