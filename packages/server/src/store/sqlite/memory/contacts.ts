type Find = (userId: string, other: string) => 'met' | 'talked' | undefined;

/** One app's contacts by calls that are over. They are looked up in the file: only apps that ask for them have any. */
export class Contacts {
  #find: Find | null = null;

  get areKept(): boolean {
    return this.#find !== null;
  }

  keep(find: Find): void {
    this.#find = find;
  }

  /** `other` was in a call with this user, or rang him, or was rung by him. */
  haveMet(userId: string, other: string): boolean {
    return this.#find?.(userId, other) !== undefined;
  }

  haveTalked(userId: string, other: string): boolean {
    return this.#find?.(userId, other) === 'talked';
  }
}
