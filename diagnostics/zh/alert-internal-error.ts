import type { Words } from '../../src/diagnose/define.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { actZh } from '../../src/diagnose/words/act-names.ts';
import { atlas, isAtlas, mayBeAtlas } from '../../src/diagnose/reading/atlas.ts';
import type { AlertInternalError } from '../alert-internal-error.ts';

const zh: Words<AlertInternalError> = {
  title: '服务器报告内部错误',
  summary: ({ at }) =>
    `服务器用警报 internal_error（80）中断握手：问题在服务器一侧${isAtlas(at.host) ? '；MongoDB Atlas 对不在 IP 访问列表中的地址就是这样应答的' : ''}。`,
  evidence: ({ at, description, waitingFor, again, others }) => [
    { what: '服务器', value: actZh({ kind: 'alert', description }, waitingFor) },
    ...(again === null ? [] : [{ what: '再次提供同样内容', value: again === 'completed' ? '接受' : '结果相同' }]),
    ...(others === 0 ? [] : [{ what: '换用别的内容', value: `另外 ${others} 次连接，结果并不更好` }]),
    {
      what: '没有看到',
      value: isAtlas(at.host)
        ? '原因：警报本身不带原因。在 Atlas 上最可能的是 ip-not-allowed，但从外部无法证实'
        : '原因：警报本身不带原因',
    },
  ],
  remedies: ({ at }) => {
    const list = {
      side: 'network',
      text: `${isAtlas(at.host) ? '' : '如果这是 MongoDB Atlas（主机名以 mongodb.net 结尾）：'}把本机访问互联网时所用的地址加入项目的 IP 访问列表。它不是本机网卡的地址，而是网关的地址。`,
      commands: isAtlas(at.host) ? [at.check] : [],
      references: [reference(atlas)],
    } as const;
    const log = {
      side: 'server',
      text: '请查看服务器在探测时刻的日志：没有为该名称加载证书、密钥无法使用、后端已停止、内存不足等。',
      commands: [at.check],
      references: [reference(rfc(8446, '6.2'))],
    } as const;
    return isAtlas(at.host) ? [list] : mayBeAtlas(at.host) ? [log, list] : [log];
  },
  explanation:
    'internal_error（80）表示服务器内部发生了与协议无关的错误。MongoDB Atlas 的负载均衡也用它答复不在 IP 访问列表中的客户端。',
  howToCheck: '原因在服务器日志中；在 Atlas 上，请把访问列表与互联网看到的地址对照。再次探测能够完成握手，即已修复。',
};

export default zh;
