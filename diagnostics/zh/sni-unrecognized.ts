import { actZh } from '../../src/diagnose/act-names.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { shown } from '../../src/diagnose/names.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import type { SniUnrecognized } from '../sni-unrecognized.ts';

const zh: Words<SniUnrecognized> = {
  title: '服务器不认识所请求的名称',
  summary: ({ sni }) => `服务器没有名为 ${sni === null ? '（未发送名称）' : shown(sni)} 的站点，拒绝握手。`,
  evidence: ({ description, waitingFor, sni }) => [
    { what: '发送的 SNI', value: sni === null ? '无' : shown(sni) },
    { what: '服务器', value: actZh({ kind: 'alert', description }, waitingFor) },
  ],
  remedies: ({ at }) => [
    {
      side: 'client',
      text: '请用服务器配置中的名称连接；用 --sni 可以在地址不变的情况下试别的名称。DNS 刚刚新增或移走的名称可能指向了错误的服务器。',
      commands: [at.check],
      references: [reference(rfc(6066, '3'))],
    },
    {
      side: 'server',
      text: '把该名称加入配置（server_name、虚拟主机、代理或负载均衡的 SNI 路由），或设置默认站点。',
      commands: [],
      references: [],
    },
  ],
  explanation:
    '客户端在 server_name（SNI）中写明主机，使一个地址可以服务多个站点。没有对应证书或路由的服务器会回以警报 unrecognized_name（112），或者发送默认证书，那就成了主机名不符。',
  howToCheck: '结论中给出了所发送的名称和警报。再次探测能够完成握手，即已修复。',
};

export default zh;
