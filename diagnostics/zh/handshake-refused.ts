import type { Words } from '../../src/diagnose/define.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { actZh } from '../../src/diagnose/words/act-names.ts';
import { alertName, listedZh, shown, suiteName, versionName } from '../../src/diagnose/words/names.ts';
import type { HandshakeRefused } from '../handshake-refused.ts';

const zh: Words<HandshakeRefused> = {
  title: '服务器拒绝握手，但没有说明原因',
  summary: ({ description, again }) =>
    again === 'completed'
      ? `服务器用警报 ${alertName(description)} 拒绝了一次握手，而再次提供同样内容时又接受了。`
      : `服务器用警报 ${alertName(description)} 拒绝握手，能做的试验没有显示出原因。`,
  evidence: ({ description, waitingFor, versions, suites, connections, again, sni }) => [
    { what: '服务器', value: actZh({ kind: 'alert', description }, waitingFor) },
    ...(versions.length === 0
      ? []
      : [{ what: '实验中它接受', value: listedZh([...versions.map(versionName), ...suites.map(suiteName)], 12) }]),
    ...(again === null ? [] : [{ what: '再次提供同样内容', value: again === 'completed' ? '接受' : '同样拒绝' }]),
    { what: '发送的 SNI', value: sni === null ? '无' : shown(sni) },
    {
      what: '没有看到',
      value: `原因：警报本身不带原因。${connections === 0 ? '没有实验得到应答。' : `另外 ${connections} 次连接也没有说明问题。`}`,
    },
  ],
  remedies: ({ at, again }) => [
    {
      side: 'server',
      text:
        again === 'completed'
          ? '这个地址后面可能有多台服务器，其中一台有问题；也可能服务器刚刚启动。请多探测几次，并按各自的地址逐台探测。服务器日志中会有原因。'
          : '请查看服务器在探测时刻的日志：OpenSSL 会在那里写明原因（“no shared cipher”、“no suitable signature algorithm”、“no certificate assigned”）。按常见程度依次是：没有共同的密码套件；没有配置证书，或没有这种密钥类型的证书；要求客户端证书；没有共同的群组或签名算法；不认识的名称。',
      commands: [at.check],
      references: [reference(rfc(8446, '6.2'))],
    },
  ],
  explanation:
    'handshake_failure（40）和 insufficient_security（71）只说明服务器无法达成一致，此外什么也没说。whytls 会在另外的连接上提供其他版本和更多密码套件；只要其中一种被接受，原因就有专门的诊断。都不被接受，或另有阻碍时，才会留下本结论。',
  howToCheck: '原因在服务器日志中。再次探测能够完成握手，即已修复。',
};

export default zh;
