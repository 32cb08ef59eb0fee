import { describe, expect, it } from 'vitest';
import { faultTitle } from '../../../src/cli/lab/fault-titles.ts';
import { main } from '../../../src/cli/main.ts';
import { faults } from '../../../src/lab/lab.ts';
import { fakeIo } from '../../support/fake-io.ts';

describe('the titles of the lab’s faults', () => {
  it.each(faults)('$id has one in each language', (fault) => {
    expect(faultTitle(fault, 'en')).toBe(fault.title);
    expect(faultTitle(fault, 'zh')).toMatch(/\p{Script=Han}/u);
  });

  it('are listed in the language of the user', async () => {
    const io = fakeIo({ env: { LANG: 'zh_CN.UTF-8' } });
    expect(await main(['lab', 'cert-expired', '--list'], io)).toBe(0);
    expect(io.printed()).toBe('cert-expired  已过期的叶证书\n');
  });

  it('stand in the JSON in that language, beside the description for developers', async () => {
    const io = fakeIo();
    expect(await main(['lab', 'cert-expired', '--list', '--json', '--lang', 'zh'], io)).toBe(0);
    const [fault] = faults.filter(({ id }) => id === 'cert-expired');
    expect(JSON.parse(io.printed())).toMatchObject({
      faults: [{ title: '已过期的叶证书', description: fault?.description }],
    });
  });
});
