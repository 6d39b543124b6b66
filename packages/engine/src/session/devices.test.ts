import { describe, expect, it } from 'vitest';
import { Failure } from '../errors/failure.js';
import { TUICallEvent } from '../events/names.js';
import { CANCEL } from '../testing/expected.js';
import { canceled, ended, info, TestEngine } from '../testing/test-engine.js';

const loggedIn = () => new TestEngine().loggedIn();
const denied = new Failure(-1101, 'the microphone may not be used. NotAllowedError: Permission denied');
const never = () => new Promise<void>(() => {});
const element = (id: string) => ({ id, nodeType: 1 }) as HTMLElement;

describe('S1-24 no microphone', () => {
  it('S1-24 call rejects, ERROR follows, and no invitation was sent', async () => {
    const it = await loggedIn();
    it.media.capture.microphone = () => Promise.reject(denied);
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    expect(it.order).toEqual(['call rejected -1101', TUICallEvent.ERROR]);
    expect(call.outcome).toHaveProperty(
      'error.message',
      expect.stringMatching(/NotAllowedError: Permission denied$/),
    );
    expect(it.heard[0]?.payload).toEqual({ code: -1101, msg: denied.message, message: denied.message });
    expect(it.socket.frames('command')).toEqual([]);
    await expect(it.engine.closeMicrophone()).rejects.toMatchObject({ code: -1203 });
  });

  it('G-17 an insecure page is no failure of a device: call rejects 30000 without ERROR', async () => {
    const it = await loggedIn();
    it.media.capture.microphone = () => Promise.reject(new Failure(30000, 'https alone'));
    void it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.settle();
    expect(it.order).toEqual(['call rejected 30000']);
  });

  it('S1-24 accept rejects, ERROR follows, and it rings on', async () => {
    const it = await loggedIn();
    await it.ringing();
    it.media.capture.microphone = () => Promise.reject(denied);
    void it.watch('accept', it.engine.accept());
    await it.settle();
    expect(it.order).toEqual(['accept rejected -1101', TUICallEvent.ERROR]);
    expect(it.socket.commands('accept')).toEqual([]);
    it.media.capture.microphone = async () => {};
    void it.watch('accept', it.engine.accept());
    await it.settle();
    expect(it.socket.commands('accept')).toHaveLength(1);
  });

  it('G-16 a browser that waits for an answer does not keep call() for longer than 15 s, and what it gives later is closed', async () => {
    const it = await loggedIn();
    it.media.capture.microphone = never;
    const call = it.watch('call', it.engine.call({ userID: 'B', type: 1 }));
    await it.pass(15);
    expect(call.outcome).toMatchObject({ error: { code: 65535 } });
    expect(it.media.capture.log.at(-1)).toBe('release');
    expect(it.order).toContain(TUICallEvent.ERROR);
  });

  it('G-15 the call ends while accept waits for the microphone: −1203 after CANCEL, no ERROR', async () => {
    const it = await loggedIn();
    await it.ringing();
    it.media.capture.microphone = never;
    void it.watch('accept', it.engine.accept());
    await it.happens(canceled(info(), 'invitee', 6));
    expect(it.order).toEqual([...CANCEL, 'accept rejected -1203']);
  });
});

describe('camera', () => {
  it('opens in a call, tells the server, and shows the own picture', async () => {
    const it = await loggedIn();
    await it.talking();
    it.platform.elements.set('local', element('local'));
    await it.engine.openCamera('local', false);
    expect(it.command('publish').command.publish).toEqual({ audio: true, video: true });
    expect(it.media.capture.log).toContain('openCamera(front: false)');
    expect(it.media.preview.log.at(-1)).toBe('start(local)');
    await it.answer('publish');
    await it.engine.closeCamera();
    expect(it.media.preview.log.at(-1)).toBe('stop');
    expect(it.command('publish').command.publish).toEqual({ audio: true, video: false });
  });

  it('opens while the call still rings at the other side', async () => {
    const it = await loggedIn();
    await it.calling();
    await it.engine.openCamera(element('local'));
    expect(it.command('publish').command.publish).toEqual({ audio: true, video: true });
  });

  it('opened while it rings here it goes with accept, and nothing before it', async () => {
    const it = await loggedIn();
    await it.ringing();
    await it.engine.openCamera(element('local'));
    expect(it.socket.commands('publish')).toEqual([]);
    void it.engine.accept();
    await it.settle();
    expect(it.command('accept').command.publish).toEqual({ audio: true, video: true });
  });

  it('awaits an element that is about to be rendered', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.engine.openCamera('local');
    await it.pass(0.5);
    expect(it.media.preview.log).not.toContain('start(local)');
    it.platform.elements.set('local', element('local'));
    await it.pass(0.1);
    expect(it.media.preview.log).toContain('start(local)');
  });

  it('does not await it beyond 2 s or beyond the call', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.engine.openCamera('local');
    await it.happens(ended(info(), 'inviter', 'A', 1));
    it.platform.elements.set('local', element('local'));
    await it.pass(3);
    expect(it.media.preview.log).not.toContain('start(local)');
  });

  it('G-15 the call ends while it opens: everything is released and it rejects −1203', async () => {
    const it = await loggedIn();
    await it.talking();
    it.media.capture.cameraOpens = never;
    void it.watch('camera', it.engine.openCamera('local'));
    await it.happens(ended(info(), 'inviter', 'B', 1));
    expect(it.order).toEqual([TUICallEvent.CALLING_END, 'camera rejected -1203']);
    expect(it.media.capture.log.at(-1)).toBe('release');
  });

  it('closeCamera while it opens: it resolves without a camera', async () => {
    const it = await loggedIn();
    await it.talking();
    it.media.capture.cameraOpens = never;
    const camera = it.watch('camera', it.engine.openCamera('local'));
    await it.engine.closeCamera();
    await it.settle();
    expect(camera.outcome.state).toBe('resolved');
  });

  it('a refused camera rejects without ERROR: the call goes on', async () => {
    const it = await loggedIn();
    await it.talking();
    it.media.capture.cameraOpens = () => Promise.reject(new Failure(60004, 'no such camera'));
    void it.watch('camera', it.engine.openCamera('local'));
    await it.settle();
    expect(it.order).toEqual(['camera rejected 60004']);
  });

  it('G-16 after 15 s of waiting it rejects, and what the browser gives later is closed', async () => {
    const it = await loggedIn();
    await it.talking();
    it.media.capture.cameraOpens = never;
    const camera = it.watch('camera', it.engine.openCamera('local'));
    for (let beats = 0; beats < 5; beats += 1) {
      it.socket.receive({ t: 'ping' });
      await it.pass(3);
    }
    expect(camera.outcome).toMatchObject({ error: { code: 65535 } });
    expect(it.media.capture.log.at(-1)).toBe('closeCamera');
  });
});

describe('what the others are told', () => {
  it('mute and unmute, one command at a time, and in the end what is true', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.engine.closeMicrophone();
    await it.engine.openMicrophone();
    await it.engine.closeMicrophone();
    expect(it.socket.commands('publish').map(({ command }) => command.publish)).toEqual([
      { audio: false, video: false },
    ]);
    await it.engine.openMicrophone();
    await it.answer('publish');
    expect(it.socket.commands('publish')).toHaveLength(2);
    await it.answer('publish');
    expect(it.socket.commands('publish')).toHaveLength(2);
  });

  for (const [code, why] of [
    [-1408, 'too many commands'],
    [101001, 'a server that cannot store'],
  ] as const) {
    it(`G-14 G-20 refused for the moment (${why}): told again, what is true by then, until the server has it`, async () => {
      const it = await loggedIn();
      await it.talking();
      await it.engine.closeMicrophone();
      await it.refuse('publish', code);
      await it.engine.openCamera('local');
      expect(it.socket.commands('publish')).toHaveLength(2);
      await it.refuse('publish', code);
      await it.pass(2.9);
      expect(it.socket.commands('publish')).toHaveLength(2);
      await it.pass(0.2);
      expect(it.command('publish').command.publish).toEqual({ audio: false, video: true });
      await it.answer('publish');
      await it.pass(5);
      expect(it.socket.commands('publish')).toHaveLength(3);
    });
  }

  it('G-14 an answer that never came: told again', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.engine.openCamera('local');
    for (let beats = 0; beats < 6; beats += 1) {
      it.socket.receive({ t: 'ping' });
      await it.pass(3.1);
    }
    expect(it.socket.commands('publish').map(({ command }) => command.publish)).toEqual(
      Array(2).fill({ audio: true, video: true }),
    );
  });

  it('refused because the call is over, or over meanwhile: not told again', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.engine.closeMicrophone();
    await it.refuse('publish', 101004);
    await it.pass(5);
    await it.engine.openMicrophone();
    await it.refuse('publish', -1408);
    await it.happens(ended(info(), 'inviter', 'B', 1));
    await it.pass(5);
    expect(it.socket.commands('publish')).toHaveLength(2);
  });

  it('what changed without a link is told when it is back', async () => {
    const it = await loggedIn();
    await it.talking();
    it.socket.listener.closed(1006);
    await it.engine.closeMicrophone();
    await it.pass(12);
    it.welcome({ resumed: true });
    await it.settle();
    expect(it.socket.commands('publish').map(({ command }) => command.publish)).toEqual([
      { audio: false, video: false },
    ]);
  });
});
