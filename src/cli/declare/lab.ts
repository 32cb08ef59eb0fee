import { flag } from './declaration.ts';
import type { CommandDeclaration } from './declaration.ts';
import { json, lang } from './shared.ts';

/** `whytls lab`: servers with faults. */
export const lab: CommandDeclaration = {
  name: 'lab',
  positional: {
    name: 'fault',
    many: true,
    about: { en: 'faults to start (default: all)', zh: '要启动的故障（默认全部）' },
  },
  about: {
    en: 'start servers on loopback, each broken in one documented way, until interrupted',
    zh: '在本机启动若干服务器，每个都有一种已记录的故障，直到中断',
  },
  options: [flag('list', 'lab', { en: 'name the faults and end', zh: '只列出故障' }), json, lang],
};
