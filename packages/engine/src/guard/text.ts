/** How much of a frame a text takes: the wire's limits are in UTF-8 bytes. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

export const hasControlCharacters = (text: string): boolean => /\p{Cc}/u.test(text);
