import { actZh } from '../../src/diagnose/act-names.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { listedZh, shown } from '../../src/diagnose/names.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import type { AlpnMismatch } from '../alpn-mismatch.ts';

const zh: Words<AlpnMismatch> = {
  title: '没有共同的应用协议（ALPN）',
  summary: ({ offered }) =>
    `服务器不支持所提供的应用协议（${offered.length === 0 ? '没有提供任何协议' : listedZh(offered.map(shown))}），拒绝握手。`,
  evidence: ({ description, waitingFor, offered }) => [
    { what: '提供的 ALPN', value: offered.length === 0 ? '无' : listedZh(offered.map(shown)) },
    { what: '服务器', value: actZh({ kind: 'alert', description }, waitingFor) },
  ],
  remedies: ({ at }) => [
    {
      side: 'client',
      text: '提供服务器支持的协议（http/1.1、h2 等），或者什么都不提供，这样就不会发送该扩展。PyMongo 不提供任何协议。',
      commands: [at.check],
      references: [reference(rfc(7301, '3.2'))],
    },
    {
      side: 'server',
      text: '把该协议加入服务器的列表，或确认这个端口是否属于别的服务。',
      commands: [],
      references: [],
    },
  ],
  explanation:
    '客户端通过 ALPN 列出自己支持的应用协议，由服务器选择其一。一个都不支持的服务器会用警报 no_application_protocol（120）结束握手。',
  howToCheck: '结论中给出了所提供的协议。用正确的 --alpn（或不用）再次探测能够完成握手，即已修复。',
};

export default zh;
