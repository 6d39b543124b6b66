import { parseArgs } from 'node:util';

export const USAGE = `Usage: ringback [--config <file>] [--https]
       ringback sign --app <sdkAppId> --user <userId> [--expire <seconds>] [--config <file>]

Serves calls, or prints a UserSig of a configured app (good for a day by default).

  --config <file>   JSON file with the settings; RINGBACK_* variables win over it
  --https           serve https with a self-signed certificate, for a trial from a phone; with the demo it
                    listens on 0.0.0.0 then. Needs the package selfsigned
  --version         print the version
  --help            print this

Settings, as variables; the file has the same names in camel case (port, allowedOrigins …):

  RINGBACK_APPS             the apps, JSON: [{ "sdkAppId": 1400000000, "secretKey": "…" }]; needed. Each may have name,
                            devices, maxMembers, graceTime (s), ringMax (s), limits, administrators,
                            avatarHosts, relayOnly (never, always), callers (anyone, contacts),
                            join (callId, group, members), blocked (tell, silent), directory (open, contacts),
                            groups (users, backend)
  RINGBACK_PORT             8080
  RINGBACK_HOST             0.0.0.0; 127.0.0.1 with the demo, unless it serves https
  RINGBACK_DATA             folder of the database, ./data; :memory: keeps nothing
  RINGBACK_ICE_SERVERS      STUN and TURN servers, JSON: [{ "urls": "stun:stun.example.com" }]; none
  RINGBACK_TURN             TURN servers with a shared secret (coturn: use-auth-secret), JSON:
                            { "urls": ["turn:turn.example.com"], "secret": "…", "ttl": 3600 (s) }, or several; none
  RINGBACK_ALLOWED_ORIGINS  pages that may connect, in place of the server's own origin and localhost: a list, or *
  RINGBACK_TRUSTED_PROXIES  proxies whose X-Forwarded-For is believed: a list of addresses and ranges; loopback
  RINGBACK_ADDRESS_LIMITS   new links and failed logins a minute from one address, 0: no limit; 50,20
  RINGBACK_LOGINS_PER_SECOND logins and returning links let in a second, 0: no limit; 300
  RINGBACK_ADMIN_PORT       serves Prometheus' /metrics there; without it nothing is served
  RINGBACK_ADMIN_HOST       address for it to listen on; 127.0.0.1
  RINGBACK_LOG_LEVEL        trace, debug, info, warn, error, fatal or silent; info
  RINGBACK_DEMO             false: \`npm start\` without the demo. This command never serves it
  RINGBACK_DEMO_FORCE       true: the demo also with NODE_ENV=production`;

/** The command was called in a way that it does not know. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type Invocation =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'serve'; readonly config: string | undefined; readonly https: boolean }
  | {
      readonly kind: 'sign';
      readonly config: string | undefined;
      readonly app: string | undefined;
      readonly user: string | undefined;
      readonly expire: string | undefined;
    };

/** @throws UsageError */
export function readArguments(args: readonly string[]): Invocation {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const { config, https = false, app, user, expire } = values;
  const [command, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`unexpected argument: ${rest[0]}`);
  if (command === 'sign' && https) throw new UsageError('--https belongs to serving, not to `ringback sign`');
  if (command === 'sign') return { kind: 'sign', config, app, user, expire };
  if (command !== undefined) throw new UsageError(`unknown command: ${command}`);
  if ([app, user, expire].some((value) => value !== undefined)) {
    throw new UsageError('--app, --user and --expire belong to `ringback sign`');
  }
  return { kind: 'serve', config, https };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        https: { type: 'boolean' },
        app: { type: 'string' },
        user: { type: 'string' },
        expire: { type: 'string' },
        version: { type: 'boolean', short: 'v' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new UsageError(line, { cause });
  }
}
