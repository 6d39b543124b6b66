// Published engines declare these parameters as plain numbers and strings, and apps keep them in variables of those types. Editors
// still offer the known values; others are refused when it runs (−1202).

export type OrNumber<Known extends number> = Known | (number & Record<never, never>);
export type OrString<Known extends string> = Known | (string & Record<never, never>);
