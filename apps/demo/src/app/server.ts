/** What the demo's signer gives. */
export interface Credentials {
  readonly sdkAppId: number;
  readonly userId: string;
  readonly userSig: string;
}

/** Somebody of the demo's app, as its server tells it. */
export interface ListedPerson {
  readonly userId: string;
  readonly nick: string;
  readonly avatar: string;
  readonly online: boolean;
  readonly inCall: boolean;
}

/** The server answered, and said no; `message` is its own. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** No answer, or one that says that the server is not there. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** The demo's own two requests. An app of yours signs at its own backend and has its own list of people. */
export interface DemoServer {
  sign(userId: string): Promise<Credentials>;
  people(credentials: Credentials): Promise<readonly ListedPerson[]>;
}

export const demoServer: DemoServer = {
  sign: (userId) =>
    ask('/demo/sign', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ userId }),
    }) as Promise<Credentials>,
  people: ({ sdkAppId, userId, userSig }) =>
    ask('/demo/people', {
      headers: { Authorization: `UserSig ${sdkAppId}:${encodeURIComponent(userId)}:${userSig}` },
    }) as Promise<readonly ListedPerson[]>,
};

async function ask(path: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    throw new UnreachableError('the server does not answer', { cause: error });
  }
  if (response.status >= 500) throw new UnreachableError(`the server answers ${response.status}`);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const said = typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : '';
  throw new RefusedError(response.status, said === '' ? `the server answers ${response.status}` : said);
}
