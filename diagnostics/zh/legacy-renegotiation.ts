import type { Words } from '../../src/diagnose/define.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { clientZh, versionName } from '../../src/diagnose/words/names.ts';
import type { LegacyRenegotiation } from '../legacy-renegotiation.ts';

const zh: Words<LegacyRenegotiation> = {
  title: '服务器不支持安全重协商',
  summary: ({ at }) => `服务器不支持安全重协商（RFC 5746），而 ${clientZh(at.client)} 拒绝这样的服务器。`,
  evidence: ({ protocol }) => [
    { what: '版本', value: versionName(protocol) },
    { what: 'ServerHello', value: '没有 renegotiation_info，而 ClientHello 中带有它' },
  ],
  remedies: ({ at }) => [
    {
      side: 'server',
      text: '更新服务器（或在它前面终结 TLS 的设备）的 TLS 库：RFC 5746 发布于 2010 年（OpenSSL 0.9.8m、Java 6 update 22、安装了 MS10-049 的 Windows 均已支持）。TLS 1.3 根本没有重协商：支持它的服务器不再有此问题。下面的命令用来确认已修复。',
      commands: [at.check],
      references: [reference(rfc(5746, '1')), reference(rfc(9325, '3.5'))],
    },
    {
      side: 'network',
      text: '如果服务器本身是新的，那就是拦截 TLS 的代理或旧的负载均衡在代它应答：请在与服务器同一网段的机器上探测并比较。',
      commands: [at.check],
      references: [],
    },
  ],
  explanation:
    '在 TLS 1.2 及更早版本中，可以在已建立的连接上重新握手。没有 RFC 5746 时，途中的攻击者可以先建立连接再转交给客户端，使客户端的数据接在攻击者的数据之后（2009 年）。服务器用扩展 renegotiation_info 表明自己不受此影响；OpenSSL 3 拒绝没有表明的服务器。Go、Java 和 GnuTLS 仍接受这样的服务器，所以同一台服务器在那里可能正常。OpenSSL 有一个重新放行这类服务器的开关，攻击者也会随之被放行：这不算修复。',
  howToCheck:
    '结论中指出 ServerHello 没有 renegotiation_info；s_client 显示 “Secure Renegotiation IS NOT supported”。再次探测不再出现该结论，即已修复。',
};

export default zh;
