import { liveCall } from '../model/call.js';
import type { Intent } from '../model/intent.js';
import { EMPTY_MODEL } from '../model/model.js';
import { Levels } from '../parts/levels.js';
import type { Bell } from '../tones/bell.js';
import { Calling } from './calling.js';
import type { Clock } from './clock.js';
import { DeviceControl } from './device-choice.js';
import { Directory } from './directory.js';
import { Ends } from './ends.js';
import type { Engine } from './engine.js';
import { bindEvents } from './engine-events.js';
import type { Environment } from './environment.js';
import { GroupCalling } from './group-calling.js';
import { Joining } from './joining.js';
import { Journal } from './journal.js';
import { KeptMedia } from './kept-media.js';
import type { TabMemory } from './memory.js';
import { NoticeBoard } from './notice-board.js';
import { OwnMedia } from './own-media.js';
import type { Page } from './page.js';
import { PeoplePoll } from './people-poll.js';
import type { Permissions } from './permissions.js';
import { Recents } from './recents.js';
import { RemotePictures } from './remote-pictures.js';
import { Ringer } from './ringer.js';
import { SavedGroups } from './saved-groups.js';
import type { DemoServer } from './server.js';
import { SessionControl } from './session.js';
import { Store } from './store.js';

/** What the app needs of the world around it. */
export interface World {
  readonly clock: Clock;
  readonly server: DemoServer;
  readonly createEngine: (sdkAppId: number) => Engine;
  readonly bell: Bell;
  readonly page: Page;
  readonly permissions: Permissions;
  readonly memory: TabMemory;
  readonly isSecure: boolean;
}

type Handlers = { readonly [Do in Intent['do']]: (intent: Extract<Intent, { do: Do }>) => unknown };

/** A record is written when the call ends; the server answers for it a moment later. */
const RECORDED_AFTER_MS = 300;

/** Runs the calls of the page: intents of the views in, the model for the views out. The only part that knows the engine. */
export class Controller {
  readonly store = new Store(EMPTY_MODEL);
  readonly levels = new Levels();
  readonly #world: World;
  readonly #notices: NoticeBoard;
  readonly #media: OwnMedia;
  readonly #kept: KeptMedia;
  readonly #pictures: RemotePictures;
  readonly #devices: DeviceControl;
  readonly #calling: Calling;
  readonly #group: GroupCalling;
  readonly #groups: SavedGroups;
  readonly #joining: Joining;
  readonly #session: SessionControl;
  readonly #directory: Directory;
  readonly #recents: Recents;
  readonly #ends: Ends;
  readonly #people: PeoplePoll;
  readonly #env: Environment;
  #engine: Engine | null = null;
  /** The call to which a link leads. */
  #invited: string | null = null;
  /** One line for each intent; what fails is told by the events, the notices and the journal. */
  readonly #handlers: Handlers = {
    signIn: ({ name }) => this.#session.signIn(name),
    signOut: () => this.#session.signOut(),
    signInHere: () => this.#session.signInHere(),
    tryNow: () => this.#session.tryNow(),
    rename: ({ name }) => this.#session.rename(name),
    call: ({ userIds, media, groupId }) => this.#calling.call(userIds, media, groupId),
    saveGroup: ({ name, userIds }) => this.#groups.save(name, userIds),
    dropGroup: ({ groupId }) => this.#groups.drop(groupId),
    invite: ({ userIds }) => this.#group.invite(userIds),
    stopRing: ({ userId }) => this.#group.stopRing(userId),
    copyLink: () => this.#group.copyLink(),
    askJoin: ({ text }) => this.#joining.ask(text),
    dropJoin: () => this.#joining.drop(),
    join: ({ callId }) => this.#joining.join(callId),
    answer: () => this.#calling.answer(),
    decline: () => this.#calling.decline(),
    silence: () => this.store.dispatch({ type: 'silenced' }),
    meetWith: ({ device, on }) => this.store.dispatch({ type: 'meetWith', device, on }),
    hangUp: () => this.#calling.hangUp(),
    minimise: ({ on }) => this.store.dispatch({ type: 'minimise', on }),
    watch: ({ userIds }) => this.#pictures.watch(userIds),
    toggle: ({ device }) => this.#toggle(device),
    setMedia: ({ media }) => this.#calling.setMedia(media),
    listDevices: () => this.#devices.list(),
    useDevice: ({ device, deviceId }) => this.#useDevice(device, deviceId),
    testSpeaker: () => this.#world.bell.test(),
    soundOn: () => this.#soundOn(),
    callAgain: () => this.#calling.callAgain(),
    holdEnded: ({ held }) => this.#calling.hold(held),
    closeEnded: () => this.#calling.closeEnded(),
    dismissWeak: () => this.store.dispatch({ type: 'weakDismissed' }),
    notify: ({ body }) => this.#notices.show(body),
    dismiss: ({ id }) => this.#notices.drop(id),
    retry: ({ id }) => this.#retry(id),
    pauseLog: ({ paused }) => this.store.dispatch({ type: 'logPaused', paused }),
    clearLog: () => this.store.dispatch({ type: 'logCleared' }),
  };

  constructor(world: World) {
    this.#world = world;
    const { clock, permissions } = world;
    const { store, levels } = this;
    const env: Environment = {
      store,
      clock,
      levels,
      journal: new Journal(store, clock),
      engine: () => this.#signedIn(),
    };
    this.#env = env;
    this.#notices = new NoticeBoard(store, clock);
    this.#directory = new Directory(env);
    this.#recents = new Recents(env, this.#directory);
    this.#media = new OwnMedia(env, permissions);
    this.#kept = new KeptMedia(env, world.memory, this.#media);
    this.#pictures = new RemotePictures(env);
    this.#devices = new DeviceControl(env, this.#notices);
    this.#calling = new Calling(env, this.#directory, this.#notices, this.#media, permissions);
    this.#group = new GroupCalling(env, this.#notices);
    this.#joining = new Joining(env, this.#directory, this.#notices, () => this.#session.selfId);
    this.#ends = new Ends(env, this.#notices, this.#recents, this.#directory, () => this.#session.selfId);
    this.#groups = new SavedGroups(env, this.#directory, this.#notices, () => this.#session.selfId);
    this.#people = new PeoplePoll(env, world.server, world.page, {
      directory: this.#directory,
      groups: this.#groups,
      joining: this.#joining,
    });
    this.#session = this.#sessionControl();
    new Ringer(store, world.bell, world.page, this.#notices);
    store.subscribe((model, before) => {
      if (model.call.phase !== before.call.phase) this.#phaseChanged();
    });
    if (!world.isSecure) store.dispatch({ type: 'insecure' });
  }

  /** Whoever the address or the tab names is signed in at once; a call that it names is asked for once somebody is. */
  start(name: string | null, callId: string | null = null): void {
    const known = name ?? this.#world.memory.name;
    if (callId !== null) this.#invited = callId;
    if (known !== null) void this.#session.signIn(known);
  }

  /** What somebody wants, as the views say it. */
  act(intent: Intent): void {
    const handle = this.#handlers[intent.do] as (intent: Intent) => unknown;
    handle(intent);
  }

  /** The camera key of an audio call makes it a video call. */
  #toggle(device: Extract<Intent, { do: 'toggle' }>['device']): void {
    const live = liveCall(this.store.model.call);
    if (live === null) return;
    if (device === 'speaker') void this.#media.speaker(!live.own.speaker);
    else if (device === 'mic' || live.media === 'video') this.#media.press(device);
    else void this.#calling.setMedia('video');
  }

  async #useDevice(device: 'mic' | 'cam' | 'speaker', deviceId: string): Promise<void> {
    await this.#devices.use(device, deviceId);
    if (device === 'speaker') this.#world.bell.setSpeaker(deviceId);
  }

  /** Any press would do; this one says so. */
  #soundOn(): void {
    this.#world.bell.unlock();
    this.#notices.dropKind('soundBlocked');
  }

  #retry(id: number): void {
    const body = this.#notices.find(id)?.body;
    this.#notices.drop(id);
    if (body?.kind !== 'trouble') return;
    if (body.retry.what === 'join') void this.#joining.join(body.retry.callId);
    else this.#calling.retry(body.retry);
  }

  #phaseChanged(): void {
    const { phase } = this.store.model.call;
    if (phase === 'ended') this.#calling.ended();
    if (phase !== 'idle' && phase !== 'ended') return;
    this.#media.end();
    this.#world.clock.after(RECORDED_AFTER_MS, () => this.#refresh());
  }

  #refresh(): void {
    this.#loadRecents();
    void this.#people.look();
  }

  #loadRecents(): void {
    if (this.store.model.session.state === 'in') void this.#recents.load(this.#session.selfId);
  }

  #entered(): void {
    this.#loadRecents();
    if (this.#invited !== null) void this.#joining.ask(this.#invited);
    this.#invited = null;
  }

  #signedIn(): Engine {
    if (this.#engine === null) throw new Error('nobody is signed in');
    return this.#engine;
  }

  #sessionControl(): SessionControl {
    const { server, memory } = this.#world;
    return new SessionControl({
      env: this.#env,
      server,
      memory,
      directory: this.#directory,
      people: this.#people,
      openEngine: (sdkAppId) => this.#openEngine(sdkAppId),
      closeEngine: async () => {
        const engine = this.#engine;
        this.#engine = null;
        await engine?.destroyInstance();
      },
      onEntered: () => this.#entered(),
    });
  }

  #openEngine(sdkAppId: number): Engine {
    if (this.#engine !== null) return this.#engine;
    this.#engine = this.#world.createEngine(sdkAppId);
    bindEvents(this.#env, {
      calling: this.#calling,
      devices: this.#devices,
      directory: this.#directory,
      ends: this.#ends,
      media: this.#media,
      kept: this.#kept,
      notices: this.#notices,
      page: this.#world.page,
      self: () => this.#directory.person(this.#session.selfId),
      onGone: (why) => (why === 'kicked' ? this.#session.kicked() : this.#session.lost()),
      onBack: () => this.#loadRecents(),
    });
    return this.#engine;
  }
}
