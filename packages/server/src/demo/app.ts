import { DEFAULT_POLICY } from '@ringback/calls';
import type { AppConfig, Config } from '../config/config.js';
import { DEFAULT_DIRECTORY } from '../directory/rules/state.js';
import { demoSecret } from './secret.js';

/** The SDKAppID of the demo. */
export const DEMO_SDK_APP_ID = 1_400_000_001;

/** The published services' own name for an app's administrator. */
const ADMINISTRATORS = ['administrator'];

/**
 * The demo's app, with a secret of its own. Whoever configures an app of that SDKAppID gives the demo its key and settings.
 * @throws DemoSecretError
 */
export function demoApp({ apps, data }: Pick<Config, 'apps' | 'data'>): AppConfig {
  const configured = apps.find(({ sdkAppId }) => sdkAppId === DEMO_SDK_APP_ID);
  if (configured !== undefined) return configured;
  return {
    sdkAppId: DEMO_SDK_APP_ID,
    secretKey: demoSecret(data),
    name: 'demo',
    policy: DEFAULT_POLICY,
    // There is no backend that could make them.
    directory: { ...DEFAULT_DIRECTORY, groups: 'users' },
    administrators: ADMINISTRATORS,
    avatarHosts: [],
    relayOnly: 'never',
  };
}

/** Every app of this server: those that are configured, and the demo's where it is on. @throws DemoSecretError */
export function servedApps(config: Pick<Config, 'apps' | 'data' | 'demo'>): readonly AppConfig[] {
  if (config.demo === null) return config.apps;
  const demo = demoApp(config);
  return config.apps.includes(demo) ? config.apps : [...config.apps, demo];
}
