import type { Words } from '../../src/diagnose/define.ts';
import { shellWord } from '../../src/diagnose/remedies/commands.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { actZh } from '../../src/diagnose/words/act-names.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import type { AlpnMismatch } from '../alpn-mismatch.ts';

const zh: Words<AlpnMismatch> = {
  title: '没有共同的应用协议（ALPN）',
  summary: ({ offered, chosen }) =>
    offered.length === 0
      ? `服务器要求指明应用协议（ALPN），而客户端没有提供${chosen === null ? '' : `：它支持 ${shown(chosen)}`}。`
      : `服务器不支持所提供的应用协议（${listedZh(offered.map(shown))}），拒绝握手${chosen === null ? '' : `：它支持 ${shown(chosen)}`}。`,
  evidence: ({ act, waitingFor, offered, chosen, without }) => [
    { what: '提供的 ALPN', value: offered.length === 0 ? '无' : listedZh(offered.map(shown)) },
    { what: '服务器', value: actZh(act, waitingFor) },
    ...(without === null ? [] : [{ what: '同样内容不带 ALPN', value: without ? '得到应答' : '同样被拒绝' }]),
    ...(chosen === null ? [] : [{ what: '从常见协议中它选择了', value: shown(chosen) }]),
  ],
  remedies: ({ at, chosen }) => [
    {
      side: 'client',
      text: `提供服务器支持的协议${chosen === null ? '（http/1.1、h2 等）' : ''}，或者什么都不提供，这样就不会发送该扩展。PyMongo 不提供任何协议。`,
      commands: [chosen === null ? at.check : `${at.check} --alpn ${shellWord(chosen)}`],
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
    '客户端通过 ALPN 列出自己支持的应用协议，由服务器选择其一。一个都不支持的服务器会用警报 no_application_protocol（120）结束握手，或直接关闭连接。whytls 会不带 ALPN、再带上一组常见协议各发一次同样的内容。',
  howToCheck: '结论中给出了所提供的协议。用正确的 --alpn（或不用）再次探测能够完成握手，即已修复。',
};

export default zh;
