import { parseArgs } from 'node:util';

export const USAGE = `Usage: ringback [--config <file>]
       ringback sign --app <sdkAppId> --user <userId> [--expire <seconds>] [--config <file>]

Serves calls, or prints a UserSig of a configured app (good for a day by default).

  --config <file>   JSON file with the settings; RINGBACK_* variables win over it
  --version         print the version
  --help            print this`;

/** The command was called in a way that it does not know. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type Invocation =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'serve'; readonly config: string | undefined }
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
  const { config, app, user, expire } = values;
  const [command, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`unexpected argument: ${rest[0]}`);
  if (command === 'sign') return { kind: 'sign', config, app, user, expire };
  if (command !== undefined) throw new UsageError(`unknown command: ${command}`);
  if ([app, user, expire].some((value) => value !== undefined)) {
    throw new UsageError('--app, --user and --expire belong to `ringback sign`');
  }
  return { kind: 'serve', config };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string' },
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
