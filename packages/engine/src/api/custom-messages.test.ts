import { describe, expect, it } from 'vitest';
import { info, TestEngine } from '../testing/test-engine.js';

const { callId } = info();
const text = (data: ArrayBuffer) => new TextDecoder().decode(data);

async function talking() {
  const test = await new TestEngine().loggedIn();
  await test.talking();
  const cloud = test.engine.getTRTCCloudInstance();
  const sent = () => test.socket.frames('message').map(({ callId, message }) => ({ callId, ...message }));
  const receive = (data: string, from = 'B', id = callId) =>
    test.socket.receive({ t: 'message', callId: id, from, message: { cmdId: 1, seq: 4, data } });
  return { test, cloud, sent, receive };
}

describe('sendCustomCmdMsg', () => {
  it('sends texts and bytes to the call, numbered', async () => {
    const { cloud, sent } = await talking();
    expect(cloud.sendCustomCmdMsg({ cmdId: 1, data: 'grüß' })).toBe(true);
    expect(cloud.sendCustomCmdMsg({ cmdId: 10, data: new Uint8Array([0, 255, 7]).subarray(1) })).toBe(true);
    expect(cloud.sendCustomCmdMsg({ cmdId: 2, data: new Uint8Array([1]).buffer })).toBe(true);
    expect(sent()).toEqual([
      { callId, cmdId: 1, seq: 1, data: btoa('gr\u00c3\u00bc\u00c3\u009f') },
      { callId, cmdId: 10, seq: 2, data: btoa('\u00ff\u0007') },
      { callId, cmdId: 2, seq: 3, data: btoa('\u0001') },
    ]);
  });

  it.each([
    ['cmdId 0', { cmdId: 0, data: 'x' }],
    ['cmdId 11', { cmdId: 11, data: 'x' }],
    ['cmdId 1.5', { cmdId: 1.5, data: 'x' }],
    ['1025 bytes', { cmdId: 1, data: 'x'.repeat(1_025) }],
    ['no data', { cmdId: 1, data: undefined as never }],
    ['a number', { cmdId: 1, data: 7 as never }],
    ['nothing', undefined as never],
    ['null', null as never],
  ])('%s: false, and nothing is sent', async (_, params) => {
    const { cloud, sent } = await talking();
    expect(cloud.sendCustomCmdMsg(params)).toBe(false);
    expect(sent()).toEqual([]);
  });

  it('false while nobody can hear it: not logged in, no call, a ring, no link', async () => {
    const test = new TestEngine();
    const say = () => test.engine.getTRTCCloudInstance().sendCustomCmdMsg({ cmdId: 1, data: 'x' });
    expect(say()).toBe(false);
    await test.loggedIn();
    expect(say()).toBe(false);
    await test.calling();
    expect(say()).toBe(false);
    const other = await talking();
    other.test.socket.listener.closed(1006);
    await other.test.settle();
    expect(other.cloud.sendCustomCmdMsg({ cmdId: 1, data: 'x' })).toBe(false);
  });

  it('no more than 30, and no more than 8 KB, in a second', async () => {
    const { test, cloud, sent } = await talking();
    const say = (data: string) => cloud.sendCustomCmdMsg({ cmdId: 1, data });
    expect(Array.from({ length: 31 }, () => say('x')).filter(Boolean)).toHaveLength(30);
    await test.pass(1);
    expect(Array.from({ length: 9 }, () => say('x'.repeat(1_024))).filter(Boolean)).toHaveLength(8);
    expect(sent()).toHaveLength(38);
  });
});

describe('onRecvCustomCmdMsg', () => {
  it('tells who, what, which one and the bytes; `this` is the context', async () => {
    const { test, cloud, receive } = await talking();
    const heard: unknown[] = [];
    const context = {};
    function listener(this: unknown, userId: string, cmdId: number, seq: number, data: ArrayBuffer) {
      heard.push([this, userId, cmdId, seq, text(data)]);
    }
    cloud.on('onRecvCustomCmdMsg', listener, context);
    receive(btoa('hi'));
    await test.settle();
    expect(heard).toEqual([[context, 'B', 1, 4, 'hi']]);
    cloud.off('onRecvCustomCmdMsg', listener, context);
    receive(btoa('again'));
    await test.settle();
    expect(heard).toHaveLength(1);
  });

  it('nothing for another call, after the end, for what is no base64, or after destroyInstance', async () => {
    const { test, cloud, receive } = await talking();
    const heard: string[] = [];
    cloud.on('onRecvCustomCmdMsg', (_userId, _cmdId, _seq, data) => heard.push(text(data)));
    receive(btoa('other call'), 'B', 'call-99999999999999999');
    receive('?');
    await test.settle();
    void test.engine.hangup();
    receive(btoa('hung up'));
    await test.settle();
    void test.engine.destroyInstance();
    receive(btoa('destroyed'));
    await test.settle();
    expect(heard).toEqual([]);
  });
});

it('callExperimentalAPI of the media engine throws nothing', () => {
  const cloud = new TestEngine().engine.getTRTCCloudInstance();
  expect(() =>
    cloud.callExperimentalAPI('{"api":"enableAutoPlayDialog","params":{"enable":0}}'),
  ).not.toThrow();
  expect(() => cloud.callExperimentalAPI('no JSON')).not.toThrow();
});
