import { liveCalls } from '../account/own-data.js';
import { Failure } from '../errors/failure.js';
import type { CallMediaType } from '../events/payloads.js';
import type { AcceptResult, CallingMethods, CallParams, CallResult, RejectResult } from './calling.js';
import type { EngineCore } from './core.js';
import type {
  CallsParams,
  GroupCallParams,
  GroupCallResult,
  GroupMethods,
  InviteUserParams,
  JoinInGroupCallParams,
  JoinParams,
  JoinResult,
  LiveCall,
  LiveCallsParams,
} from './groups.js';
import type { OrNumber } from './lenient.js';
import { MediaFacade } from './media-facade.js';
import {
  acceptResult,
  callOrder,
  callResult,
  each,
  groupCallResult,
  groupRoomOrder,
  joinResult,
  ringOrder,
  SUCCESS,
} from './orders.js';

/** The part of the engine that places, answers, joins and ends calls. */
export abstract class CallingFacade extends MediaFacade implements CallingMethods, GroupMethods {
  readonly #core: EngineCore;

  /** @internal */
  protected constructor(core: EngineCore) {
    super(core);
    this.#core = core;
  }

  call(params: CallParams): Promise<CallResult> {
    return this.#core.guard.run('call', [params], async () => {
      const { userID } = params;
      if (this.#core.isSelf(userID)) {
        throw Failure.parameter("'userID' cannot be yourself when calling call().");
      }
      const call = await this.#place({ ...params, userIDList: [userID], groupID: '', chatGroupID: '' });
      return callResult(call, userID);
    });
  }

  calls(params: CallsParams): Promise<GroupCallResult> {
    return this.#core.guard.run('calls', [params], () => this.#placeGroup('calls', params));
  }

  groupCall(params: GroupCallParams): Promise<GroupCallResult> {
    const named = withGroup(params);
    return this.#core.guard.run('groupCall', [named], () => this.#placeGroup('groupCall', named));
  }

  inviteUser(params: InviteUserParams): Promise<void> {
    return this.#core.guard.run('inviteUser', [params], async () => {
      this.#assertOthers('inviteUser', params.userIDList);
      await this.#core.session.invite(each(params.userIDList), ringOrder(params));
    });
  }

  cancelInvite(params: { userIDList: string[] }): Promise<void> {
    return this.#core.guard.run('cancelInvite', [params], () =>
      this.#core.session.cancelInvite(each(params.userIDList)),
    );
  }

  join(params: JoinParams): Promise<JoinResult> {
    const named = withCall(params);
    return this.#core.guard.run('join', [named], async () =>
      joinResult(await this.#core.session.join({ op: 'join', callId: named.callId })),
    );
  }

  joinInGroupCall(params: JoinInGroupCallParams): Promise<JoinResult> {
    const named = withGroup(params);
    return this.#core.guard.run('joinInGroupCall', [named], async () =>
      joinResult(await this.#core.session.join(groupRoomOrder(named))),
    );
  }

  getLiveCalls(params: LiveCallsParams = {}): Promise<LiveCall[]> {
    const named = withCall(withGroup(params));
    return this.#core.guard.run('getLiveCalls', [named], () => liveCalls(this.#core.account, named));
  }

  accept(): Promise<AcceptResult> {
    return this.#core.guard.run(
      'accept',
      [],
      async () => acceptResult(await this.#core.session.accept()),
      () => {
        const { accepted } = this.#core.session;
        return accepted ? acceptResult(accepted) : undefined;
      },
    );
  }

  reject(): Promise<RejectResult> {
    return this.#core.guard.run('reject', [], async () => {
      await this.#core.session.leave('reject');
      return { ...SUCCESS };
    });
  }

  hangup(): Promise<void> {
    return this.#core.guard.run('hangup', [], () => this.#core.session.leave('hangup'));
  }

  switchCallMediaType(newMediaType: OrNumber<CallMediaType>): Promise<void> {
    return this.#core.guard.run('switchCallMediaType', [newMediaType], () =>
      this.#core.session.switchType(newMediaType as CallMediaType),
    );
  }

  async #placeGroup(method: string, params: CallsParams): Promise<GroupCallResult> {
    this.#assertOthers(method, params.userIDList);
    return groupCallResult(await this.#place(params), each(params.userIDList));
  }

  #place(params: CallsParams) {
    const { session, parts } = this.#core;
    return session.call(callOrder(params, () => parts.platform.random()));
  }

  #assertOthers(method: string, userIds: readonly string[]): void {
    if (!userIds.some((userId) => this.#core.isSelf(userId))) return;
    throw Failure.parameter(`'userIDList' cannot contain yourself when calling ${method}().`);
  }
}

/** Under the spelling that the guards check; what is wrong stays as it is. */
const withGroup = <P extends { groupID?: string; chatGroupID?: string }>(params: P) => {
  const { groupID, chatGroupID } = params ?? {};
  return { ...params, groupID: groupID || chatGroupID || groupID };
};

const withCall = <P extends { callId?: string; callID?: string }>(params: P) => {
  const { callId, callID } = params ?? {};
  return { ...params, callId: callId ?? callID };
};
