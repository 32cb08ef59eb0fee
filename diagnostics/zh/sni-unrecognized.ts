import { checkWithOption } from '../../src/diagnose/case.ts';
import { actZh } from '../../src/diagnose/words/act-names.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import type { SniUnrecognized } from '../sni-unrecognized.ts';

const zh: Words<SniUnrecognized> = {
  title: '服务器不认识所请求的名称',
  summary: ({ sni, without, other }) => {
    if (sni === null && other?.answered === true) {
      return `服务器拒绝不带名称（SNI）的 ClientHello，但会应答写明 ${shown(other.name)} 的 ClientHello。`;
    }
    if (sni !== null && other?.answered === true) {
      return `服务器偏偏拒绝名称 ${shown(sni)} 的握手：同样的内容换一个名称就得到应答。`;
    }
    if (sni !== null && without === true) {
      return `服务器拒绝名称 ${shown(sni)} 的握手：同样的内容不带名称（SNI）就得到应答。`;
    }
    return `服务器没有名为 ${sni === null ? '（未发送名称）' : shown(sni)} 的站点，拒绝握手。`;
  },
  evidence: ({ act, waitingFor, sni, without, other }) => [
    { what: '发送的 SNI', value: sni === null ? '无' : shown(sni) },
    { what: '服务器', value: actZh(act, waitingFor) },
    ...(without === null ? [] : [{ what: '同样内容不带 SNI', value: without ? '得到应答' : '同样被拒绝' }]),
    ...(other === null
      ? []
      : [{ what: `同样内容，SNI 为 ${shown(other.name)}`, value: other.answered ? '得到应答' : '同样被拒绝' }]),
  ],
  remedies: ({ at, sni }) => [
    {
      side: 'client',
      text:
        sni === null
          ? '请用服务器的名称而不是地址连接：这样客户端才会发送名称。不能发送 SNI 的客户端（Python 2.7.9 之前、Java 6、使用了 --sni none）在这里无法通过。'
          : '请用服务器配置中的名称连接；用 --sni 可以在地址不变的情况下试别的名称。DNS 刚刚新增或移走的名称可能指向了错误的服务器。',
      commands: [sni === null ? checkWithOption(at, '--sni', 'www.example.net') : at.check],
      references: [reference(rfc(6066, '3'))],
    },
    {
      side: 'server',
      text: '把该名称连同其证书加入配置（server_name、虚拟主机、代理或负载均衡的 SNI 路由），或设置默认站点。如果 SNI 用作路由，请确认路由后面的服务正在运行。',
      commands: [],
      references: [],
    },
  ],
  explanation:
    '客户端在 server_name（SNI）中写明主机，使一个地址可以服务多个站点。没有对应证书或路由的服务器会回以警报 unrecognized_name（112），有的用 handshake_failure（40）、internal_error（80）或 access_denied（49），有的直接关闭；还有的发送默认证书，那就成了主机名不符。whytls 会不带名称、再换用同一域下的另一个名称发送同样的 ClientHello：其中任何一个得到应答，就说明起决定作用的是名称。',
  howToCheck: '结论中给出了所发送的名称、服务器的反应，以及不带名称和换名称时的反应。再次探测能够完成握手，即已修复。',
};

export default zh;
