import { vi } from 'vitest';

/** An element that plays: enough of it for sound and for views that nobody looks at. */
export class FakeElement {
  readonly style: Record<string, string> = {};
  readonly children: FakeElement[] = [];
  readonly attributes = new Map<string, string>();
  parentElement: FakeElement | null = null;
  srcObject: unknown = null;
  paused = true;
  muted = false;
  sinkId = '';
  id = '';
  clientWidth = 0;
  clientHeight = 0;
  /** Answers play(). */
  playing: () => Promise<void> = async () => {};

  constructor(readonly name: string) {}

  get isConnected(): boolean {
    return this.name === 'body' || (this.parentElement?.isConnected ?? false);
  }

  async play(): Promise<void> {
    await this.playing();
    this.paused = false;
  }

  pause(): void {
    this.paused = true;
  }

  append(child: FakeElement): void {
    child.remove();
    child.parentElement = this;
    this.children.push(child);
  }

  remove(): void {
    const siblings = this.parentElement?.children;
    siblings?.splice(siblings.indexOf(this), 1);
    this.parentElement = null;
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  addEventListener(): void {}
  removeEventListener(): void {}

  getRootNode(): unknown {
    return document;
  }

  async setSinkId(id: string): Promise<void> {
    this.sinkId = id;
  }
}

/** A page without a browser. */
export class FakeDocument extends EventTarget {
  readonly body = new FakeElement('body');
  /** Every element that was made. */
  readonly made: FakeElement[] = [];
  /** Listeners that are on the page, by name of the event. */
  readonly listening = new Map<string, number>();

  /** Puts it in the browser's place for one test. */
  static install(): FakeDocument {
    const page = new FakeDocument();
    vi.stubGlobal('document', page);
    vi.stubGlobal('HTMLMediaElement', FakeElement);
    vi.stubGlobal('MediaStream', FakeMediaStream);
    FakeResizeObserver.made = [];
    vi.stubGlobal('devicePixelRatio', 1);
    vi.stubGlobal('ResizeObserver', FakeResizeObserver);
    vi.stubGlobal(
      'MutationObserver',
      class {
        observe() {}
        disconnect() {}
      },
    );
    return page;
  }

  createElement(name: string): FakeElement {
    const element = new FakeElement(name);
    this.made.push(element);
    return element;
  }

  getElementById(): null {
    return null;
  }

  override addEventListener(...args: Parameters<EventTarget['addEventListener']>): void {
    this.listening.set(args[0], (this.listening.get(args[0]) ?? 0) + 1);
    super.addEventListener(...args);
  }

  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void {
    this.listening.set(args[0], Math.max(0, (this.listening.get(args[0]) ?? 0) - 1));
    super.removeEventListener(...args);
  }
}

class FakeMediaStream {
  constructor(readonly tracks: unknown[]) {}

  getTracks(): unknown[] {
    return this.tracks;
  }
}

/** What the browser would say of an element's size, said by the test. */
export class FakeResizeObserver {
  static made: FakeResizeObserver[] = [];
  element: FakeElement | null = null;

  constructor(readonly listener: () => void) {
    FakeResizeObserver.made.push(this);
  }

  observe(element: FakeElement): void {
    this.element = element;
  }

  disconnect(): void {
    this.element = null;
  }

  /** The element is so large from now on. */
  static resize(element: FakeElement, clientWidth: number, clientHeight: number): void {
    Object.assign(element, { clientWidth, clientHeight });
    for (const observer of FakeResizeObserver.made) if (observer.element === element) observer.listener();
  }
}
