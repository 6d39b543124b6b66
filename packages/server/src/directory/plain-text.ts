/** Control characters, halves of characters, line and paragraph separators, and marks that turn the direction of text around them. */
const UNWANTED = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Text that is shown beside other people's words, without what could disguise it or them. */
export const plainText = (text: string): string => text.replace(UNWANTED, '');
