import type { Words } from '../../src/diagnose/define.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import type { ProxyIntercepts } from '../proxy-intercepts.ts';

const zh: Words<ProxyIntercepts> = {
  title: '代理拦截 TLS',
  summary: ({ through, direct }) =>
    `代理自己终结了 TLS：经由代理时证书由 ${shown(through.issuer)} 签发，直连时由 ${shown(direct.issuer)} 签发。`,
  evidence: ({ through, direct }) => [
    { what: '经由代理', value: `${shown(through.subject)}，由 ${shown(through.issuer)} 签发` },
    { what: '直连', value: `${shown(direct.subject)}，由 ${shown(direct.issuer)} 签发` },
  ],
  remedies: ({ at, through }) => [
    {
      side: 'network',
      text: '让代理对此主机直接放行，不解密 TLS（从 TLS 检测中排除）。数据库驱动和客户端证书根本无法在被解密的连接上工作。再次经由代理探测，两条路径应显示同一个签发者。',
      commands: [],
      references: [reference(rfc(9110, '9.3.6'))],
    },
    {
      side: 'client',
      text: `如果这种检查是有意为之，客户端必须信任代理的 CA（${shown(through.issuer)}）：请向代理的管理者索取其证书（不要取自此连接），并作为 tlsCAFile 给出。如果没有人有意运行这样的代理，那就是有人在窃听。`,
      commands: [`${at.check.replace(/ --tlsCAFile .*$/, '')} --tlsCAFile proxy-ca.pem`],
      references: [],
    },
  ],
  explanation:
    '被要求建立隧道（CONNECT）的代理也可以拦截它：用自己 CA 的证书应答握手，再以自己的名义与服务器通信。此后所看到的 TLS（版本、密码套件、证书、客户端证书）都是代理的，而不是服务器的。',
  howToCheck: '此结论在同一次运行中比较经由代理和直连时叶证书的签发者。两者相同即已解决。',
};

export default zh;
