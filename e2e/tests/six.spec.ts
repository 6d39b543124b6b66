import { Group } from '../fixtures/group.js';
import { CROWDED_MS, type Person } from '../fixtures/person.js';
import { expect, test } from '../fixtures/test.js';

test('six people: sound in all thirty directions, and the pictures that are shown', async ({ person }) => {
  test.setTimeout(240_000);
  const group = new Group(person);
  const people = await group.people('A', 'B', 'C', 'D', 'E', 'F');
  const [first, ...others] = people as [Person, ...Person[]];
  // Each shows one, as all who show all is more than two cores can make: whoever comes after him.
  const shownTo = (someone: Person) => people[(people.indexOf(someone) + 1) % people.length] as Person;
  for (const someone of people) await someone.showsOnly(shownTo(someone).userID);
  await first.run('calls', { userIDList: others.map(({ userID }) => userID), type: 2 });
  for (const someone of others) {
    await someone.heard('RECEIVED');
    expect(await someone.run('accept')).toMatchObject({ ok: true });
  }
  await Promise.all(people.map((someone) => someone.run('openCamera', 'local')));
  await Promise.all(people.map((someone) => someone.expectSoundOnPaths(5)));

  for (const someone of people) {
    await expect
      .poll(() => someone.picturesSent(), {
        message: 'the picture goes to the one who shows it',
        timeout: CROWDED_MS,
      })
      .toBe(1);
  }
  await Promise.all(people.map((someone) => someone.expectShown(shownTo(someone).userID)));
  await Promise.all(people.map((someone) => someone.expectSoundOnPaths(5)));
});
