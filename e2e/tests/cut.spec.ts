import { Detour } from '../fixtures/detour.js';
import { Group } from '../fixtures/group.js';
import type { Person } from '../fixtures/person.js';
import { test as base, expect } from '../fixtures/test.js';

const test = base.extend<{ readonly detour: Detour }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  detour: async ({}, use) => {
    const detour = new Detour();
    await use(detour);
    detour.close();
  },
});

const ufrags = ({ page }: Person): Promise<string[]> => page.evaluate(() => window.app.ufrags());

test('the path of two in a group of three is cut and comes back: nobody leaves, and the third’s paths stay as they are', async ({
  person,
  detour,
}) => {
  test.setTimeout(120_000);
  const group = new Group(person);
  const a = await group.person('A', { before: (page) => detour.lead(page, (id) => id.startsWith('B-')) });
  const b = await group.person('B', { before: (page) => detour.lead(page, (id) => id.startsWith('A-')) });
  const c = await group.person('C');
  const people = [a, b, c];
  await a.run('calls', { userIDList: [b.userID, c.userID], type: 2 });
  for (const someone of [b, c]) {
    await someone.heard('RECEIVED');
    expect(await someone.run('accept')).toMatchObject({ ok: true });
  }
  for (const someone of people) await someone.run('openCamera', 'local');
  await group.expectMesh(a, b, c);
  await Promise.all(people.map((someone) => someone.expectSoundOnPaths(2)));
  const before = await Promise.all(people.map(ufrags));

  detour.cut();
  await Promise.all([a, b].map((someone) => someone.expectSoundOnPaths(1)));
  await Promise.all([a, b].map((someone) => someone.expectShown(c.userID)));
  await Promise.all([a, b].map((other) => c.expectShown(other.userID)));
  await c.expectSoundOnPaths(2);

  detour.restore();
  await Promise.all(people.map((someone) => someone.expectSoundOnPaths(2)));
  await group.expectMesh(a, b, c);

  const after = await Promise.all(people.map(ufrags));
  const kept = before.map((paths, n) => paths.filter((u) => after[n]!.includes(u)).length);
  expect(kept, 'paths that are what they were').toEqual([1, 1, 2]);
  for (const someone of people) {
    expect(await someone.told()).not.toContainEqual(expect.stringMatching(/USER_LEAVE|CALLING_END|ERROR/));
  }
});
