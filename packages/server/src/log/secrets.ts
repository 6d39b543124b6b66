/** Fields that let their bearer in, or that tell where somebody is (session descriptions and candidates hold addresses). */
export const SECRET_FIELDS = [
  'userSig',
  'secretKey',
  'token',
  'credential',
  'password',
  'authorization',
  'sdp',
  'candidate',
  'candidates',
  'offers',
];
const secretFields: ReadonlySet<string> = new Set(SECRET_FIELDS);

export const HIDDEN = '[redacted]';

/** What a line may nest; whatever lies deeper is hidden unseen, which also ends the walk through a circle. */
const MAX_DEPTH = 8;

/**
 * The fields of a log line without their secrets, at any depth. pino's own redaction wants every depth spelt out as a path and
 * costs 30 µs a line for that; this costs less than 1 µs, and copies only what holds a secret.
 */
export function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  return cleanFields(fields, 0);
}

function cleanFields<T extends Record<string, unknown>>(fields: T, depth: number): T {
  let copy: T | undefined;
  for (const [key, value] of Object.entries(fields)) {
    const cleaned = secretFields.has(key) ? HIDDEN : clean(value, depth + 1);
    if (cleaned === value) continue;
    copy ??= { ...fields };
    Object.assign(copy, { [key]: cleaned });
  }
  return copy ?? fields;
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return HIDDEN;
  if (Array.isArray(value)) {
    const items = value.map((item) => clean(item, depth + 1));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  return isPlain(value) ? cleanFields(value, depth) : value;
}

/** Errors and other classes are left to pino's serializers. */
function isPlain(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
