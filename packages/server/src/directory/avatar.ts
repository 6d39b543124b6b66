import { RequestError } from './error.js';

/** Pictures only, and none that can hold a script. */
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/]+={0,2}$/;

/**
 * What a profile may name as its picture: nothing, an https address, or a small picture itself. Everybody who sees the profile loads
 * it, so an app can restrict the hosts that come to know its users' addresses.
 * @param hosts Host names that are allowed; empty: any.
 * @throws RequestError −1202
 */
export function checkAvatar(avatar: string, hosts: readonly string[]): void {
  if (avatar === '' || PICTURE.test(avatar)) return;
  const url = parse(avatar);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    throw RequestError.parameter("'avatar' must be an https: address or a data:image/…;base64, picture");
  }
  if (hosts.length > 0 && !hosts.includes(url.hostname)) {
    throw RequestError.parameter(
      `'avatar' must come from one of the app's hosts (${hosts.join(', ')}), received: ${url.hostname}`,
    );
  }
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
