import { Code, MAX_BLOCKED, MAX_GROUP_MEMBERS, MAX_GROUPS_OF_USER } from '@ringback/protocol';

/** Why an order changes nothing. Thrown by the rules and turned into the answer by `decideOrder`. */
export class OrderRefusal extends Error {
  override readonly name = 'OrderRefusal';

  private constructor(
    readonly code: Code,
    message: string,
  ) {
    super(message);
  }

  /** Also of a group that is none of one's business: a guess learns nothing. */
  static noGroup(): OrderRefusal {
    return new OrderRefusal(Code.NO_SUCH_GROUP, 'the group does not exist, or you are not a member of it');
  }

  static notOwner(): OrderRefusal {
    return new OrderRefusal(Code.NOT_PERMITTED, 'only the owner of the group may do this');
  }

  static backendOnly(): OrderRefusal {
    return new OrderRefusal(
      Code.NOT_PERMITTED,
      "this app's groups are made by its backend (app setting 'groups')",
    );
  }

  static ownerStays(): OrderRefusal {
    return new OrderRefusal(
      Code.OWNER_CANNOT_QUIT,
      'the owner cannot leave the group, only dismiss it with dismissGroup()',
    );
  }

  static idTaken(): OrderRefusal {
    return new OrderRefusal(Code.GROUP_ID_TAKEN, 'another group has this id');
  }

  static unknownUser(userId: string): OrderRefusal {
    return new OrderRefusal(Code.NO_SUCH_USER, `not known, has never logged in: ${userId}`);
  }

  static tooManyGroups(): OrderRefusal {
    return new OrderRefusal(Code.TOO_MANY_GROUPS, `a user can be in at most ${MAX_GROUPS_OF_USER} groups`);
  }

  static groupFull(): OrderRefusal {
    return new OrderRefusal(Code.GROUP_FULL, `a group can have at most ${MAX_GROUP_MEMBERS} members`);
  }

  static listFull(): OrderRefusal {
    return new OrderRefusal(
      Code.INVALID_PARAMETER,
      `a block list can have at most ${MAX_BLOCKED} users; nobody was added`,
    );
  }

  static blockSelf(): OrderRefusal {
    return new OrderRefusal(Code.INVALID_PARAMETER, 'nobody can block himself');
  }
}
