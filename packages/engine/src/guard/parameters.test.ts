import { describe, expect, it } from 'vitest';
import { TestEngine } from '../testing/test-engine.js';
import type { MethodName } from './table.js';
import { refusal } from './testing/refusal.js';

describe('−1202 names the parameter, and what is wrong with it', () => {
  it.each<[MethodName, unknown[], string]>([
    ['call', [], "'userID' is a required param when calling call(), received: undefined."],
    [
      'call',
      [{ userID: null, type: 1 }],
      "'userID' is a required param when calling call(), received: null.",
    ],
    ['call', ['B'], "'params' must be type of Object when calling call(), received type: string."],
    ['call', [[]], "'params' must be type of Object when calling call(), received type: array."],
    [
      'call',
      [{ userID: 7, type: 1 }],
      "'userID' must be type of String when calling call(), received type: number.",
    ],
    ['call', [{ userID: '  ', type: 1 }], "'userID' cannot be empty when calling call()."],
    [
      'call',
      [{ userID: 'ü'.repeat(33), type: 1 }],
      "'userID' must be at most 64 bytes when calling call(), received 66 bytes.",
    ],
    [
      'call',
      [{ userID: 'B\n', type: 1 }],
      "'userID' must not contain control characters when calling call().",
    ],
    ['call', [{ userID: 'B', type: 0 }], "'type' must be one of 1|2 when calling call(), received: 0."],
    ['call', [{ userID: 'B', type: 3 }], "'type' must be one of 1|2 when calling call(), received: 3."],
    [
      'call',
      [{ userID: 'B', type: '1' }],
      "'type' must be type of Number when calling call(), received type: string.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, roomID: -1 }],
      "'roomID' must be the range of 0~2147483647 when calling call(), received: -1.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, roomID: Number.NaN }],
      "'roomID' must be the range of 0~2147483647 when calling call(), received: NaN.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, roomID: 1.5 }],
      "'roomID' must be a whole number when calling call(), received: 1.5.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, timeout: 601 }],
      "'timeout' must be the range of 0~600 when calling call(), received: 601.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, userData: 'x'.repeat(4097) }],
      "'userData' must be at most 4096 bytes when calling call(), received 4097 bytes.",
    ],
    [
      'calls',
      [{ userIDList: 'B', type: 1 }],
      "'userIDList' must be type of Array when calling calls(), received type: string.",
    ],
    ['calls', [{ userIDList: [], type: 1 }], "'userIDList' cannot be empty when calling calls()."],
    ['calls', [{ userIDList: ['B', ' '], type: 1 }], "'userIDList[1]' cannot be empty when calling calls()."],
    [
      'calls',
      [{ userIDList: Array.from({ length: 101 }, (_, index) => `user${index}`), type: 1 }],
      "'userIDList' must have at most 100 entries when calling calls(), received 101.",
    ],
    [
      'groupCall',
      [{ userIDList: ['B'], type: 1 }],
      "'groupID' is a required param when calling groupCall(), received: undefined.",
    ],
    [
      'inviteUser',
      [{ userIDList: ['B'], offlinePushInfo: { title: 7 } }],
      "'offlinePushInfo.title' must be type of String when calling inviteUser(), received type: number.",
    ],
    [
      'call',
      [{ userID: 'B', type: 1, offlinePushInfo: { extension: 'x'.repeat(1025) } }],
      "'offlinePushInfo.extension' must be at most 1024 bytes when calling call(), received 1025 bytes.",
    ],
    ['join', [{}], "'callId' is a required param when calling join(), received: undefined."],
    [
      'joinInGroupCall',
      [{ type: 1, groupID: 'g' }],
      "'roomID' is a required param when calling joinInGroupCall(), received: undefined.",
    ],
    ['login', [{ userID: 'A' }], "'userSig' is a required param when calling login(), received: undefined."],
    [
      'openCamera',
      [7],
      "'videoViewDomID' must be type of String/HTMLElement when calling openCamera(), received type: number.",
    ],
    ['openCamera', [''], "'videoViewDomID' cannot be empty when calling openCamera()."],
    [
      'openCamera',
      ['local', 1],
      "'isFrontCamera' must be type of Boolean when calling openCamera(), received type: number.",
    ],
    [
      'setVideoQuality',
      ['1p'],
      "'profile' must be one of 120p|120p_2|180p|180p_2|240p|360p|360p_2|480p|480p_2|720p|1080p|1440p|4K when calling setVideoQuality(), received: 1p.",
    ],
    [
      'setVideoQuality',
      ['toString'],
      "'profile' must be one of 120p|120p_2|180p|180p_2|240p|360p|360p_2|480p|480p_2|720p|1080p|1440p|4K when calling setVideoQuality(), received: toString.",
    ],
    [
      'setVideoRenderParams',
      [{ objectFit: 'stretch' }],
      "'objectFit' must be one of contain|cover|fill when calling setVideoRenderParams(), received: stretch.",
    ],
    [
      'switchDevice',
      [{ deviceType: 'screen', deviceId: 'x' }],
      "'deviceType' must be one of camera|microphone|microphones|speaker|video|audio when calling switchDevice(), received: screen.",
    ],
    ['switchCamera', [2], "'cameraPosition' must be one of 0|1 when calling switchCamera(), received: 2."],
    [
      'setBlurBackground',
      [],
      "'level' is a required param when calling setBlurBackground(), received: undefined.",
    ],
    [
      'enableMultiDeviceAbility',
      ['yes'],
      "'enable' must be type of Boolean when calling enableMultiDeviceAbility(), received type: string.",
    ],
    ['callExperimentalAPI', ['{'], `'jsonStr' must be JSON such as {"api":"…","params":{…}}, received: {.`],
    [
      'callExperimentalAPI',
      ['{"api":"makeCoffee"}'],
      "'makeCoffee' is no experimental API of Ringback; there are setExcludeFromHistoryMessage, setAssetsPath, forceUseV2API, enableAutoPlayDialog.",
    ],
    [
      'getRecentCalls',
      [{ count: 101 }],
      "'count' must be the range of 1~100 when calling getRecentCalls(), received: 101.",
    ],
  ])('%s(%j): %s', async (method, args, message) => {
    expect(await refusal(method, ...args)).toMatchObject({ code: -1202, functionName: method, message });
  });

  it.each([undefined, null])('%s where everything may be left out is as an empty object', async (nothing) => {
    const it = await new TestEngine().loggedIn();
    await it.engine.setVideoRenderParams(nothing as never);
    await it.engine.setBeautyLevel(nothing as never);
    const asked = [it.engine.setSelfInfo(nothing as never), it.engine.getRecentCalls(nothing as never)];
    const profile = { userId: 'A', nick: 'Anne', avatar: '' };
    for (const [ask, result] of [
      ['setProfile', { profile }],
      ['recentCalls', { records: [] }],
    ] as const) {
      const [request] = it.socket.requests(ask);
      it.socket.receive({ t: 'reply', id: request!.id, result });
    }
    await it.settle();
    expect(await Promise.all(asked)).toEqual([
      { code: 0, data: { userID: 'A', nick: 'Anne', avatar: '' } },
      [],
    ]);
  });

  it('parameters are checked before the login and the state', async () => {
    await expect(new TestEngine().engine.call({ userID: '', type: 1 })).rejects.toMatchObject({
      code: -1202,
    });
  });
});
