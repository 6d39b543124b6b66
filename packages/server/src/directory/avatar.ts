import { RequestError } from './error.js';

const HTTPS_PORT = '443';

/** Pictures only, and none that can hold a script. */
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/]+={0,2}$/;

/**
 * What a profile may name as its picture: nothing, an https address, or a small picture itself. Everybody who sees the profile loads
 * it, so an app can restrict the hosts that come to know its users' addresses.
 * @param hosts Hosts that are allowed, on any port or, where one is named, on that; empty: any.
 * @throws RequestError −1202
 */
export function checkAvatar(avatar: string, hosts: readonly string[]): void {
  if (avatar === '' || PICTURE.test(avatar)) return;
  const url = parse(avatar);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw RequestError.parameter("'avatar' must be an https: address or a data:image/…;base64, picture");
  }
  const { hostname, port } = url;
  const isListed = hosts.includes(hostname) || hosts.includes(`${hostname}:${port || HTTPS_PORT}`);
  if (hosts.length > 0 && !isListed) {
    throw RequestError.parameter(
      `'avatar' must come from one of the app's hosts (${hosts.join(', ')}), received: ${url.host}`,
    );
  }
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
