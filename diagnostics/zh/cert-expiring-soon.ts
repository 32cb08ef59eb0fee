import { dayMs, isoDate, isoTime } from '../../src/base/time.ts';
import type { Words } from '../../src/diagnose/define.ts';
import {
  certificateFile,
  judgeOf,
  judgeZh,
  leafZh,
  ownerOf,
  ownerZh,
  takeUp,
  takeUpZh,
} from '../../src/diagnose/parties.ts';
import { renewalMargin } from '../../src/diagnose/reading/expiry.ts';
import { certificateManagers, showPemFile, updateRootsOf } from '../../src/diagnose/remedies/commands.ts';
import { mongodbTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { daysBetween, daysZh, hoursZh, shown } from '../../src/diagnose/words/names.ts';
import { certbot, type CertExpiringSoon, type ExpiringCertificate } from '../cert-expiring-soon.ts';

const left = (ms: number): string => (ms < 2 * dayMs ? hoursZh(ms) : daysZh(daysBetween(0, ms)));

const whose: Readonly<Record<ExpiringCertificate['role'], (subject: string, at: CertExpiringSoon['at']) => string>> = {
  leaf: (_, at) => leafZh(at),
  intermediate: (subject) => `中间证书 ${subject} `,
  trusted: (subject) => `受信任的证书 ${subject} `,
  notInPath: (subject, at) => `${at.given === undefined ? '服务器额外发送的' : '文件中多余的'} ${subject} `,
};

const label: Readonly<Record<ExpiringCertificate['role'], string>> = {
  leaf: '叶证书',
  intermediate: '中间证书',
  trusted: '来自信任库',
  notInPath: '已发送，但此处用不到',
};

const zh: Words<CertExpiringSoon> = {
  title: '证书即将过期',
  summary: ({ at, certificates, judgedAt }) => {
    const [first, ...others] = certificates;
    const more = others.length === 0 ? '' : `，随后还有 ${others.length} 个证书`;
    return `${whose[first.role](shown(first.subject), at)}将于 ${isoDate(first.notAfter)} 过期，还剩 ${left(first.notAfter - judgedAt)}${more}。`;
  },
  evidence: ({ certificates, judgedAt, byMongod = false }) => [
    ...certificates.map(({ subject, notBefore, notAfter, role }) => ({
      what: label[role],
      value: `${shown(subject)}，notAfter ${isoTime(notAfter)}：有效期 ${left(notAfter - notBefore)}，还剩 ${left(notAfter - judgedAt)}；应在到期前 ${left(renewalMargin({ notBefore, notAfter }, byMongod))}续签`,
    })),
    { what: '判断时间', value: isoTime(judgedAt) },
  ],
  remedies: ({ at, certificates }) => {
    const has = (role: ExpiringCertificate['role']): boolean => certificates.some((one) => one.role === role);
    const renew = {
      side: ownerOf(at),
      text: `续签证书，用新证书（连同中间证书）替换旧文件，并让${ownerZh(at)}重新读取。${at.given === undefined ? '先看文件：如果里面的日期已经更新，只是运行中的服务器还没有读取。' : ''}${takeUpZh(at)}最后一条命令用来确认已修复。`,
      commands: [`openssl x509 -in ${certificateFile(at)} -noout -subject -dates`, ...takeUp(at)],
      references: [reference(mongodbTls)],
    } as const;
    const automatic = {
      side: ownerOf(at),
      text: '如果由程序自动续签，那么它已经错过了时间：certbot 和 cert-manager 在有效期剩三分之一时续签。请查明原因（前两行用于 certbot，第三行用于 cert-manager）。',
      commands: certificateManagers,
      references: [reference(certbot)],
    } as const;
    const intermediate = {
      side: ownerOf(at),
      text: '向 CA 索取当前有效的中间证书，替换证书文件中叶证书之后的旧中间证书；如果 CA 的中间证书换了密钥，叶证书也要重新签发。最后一条命令用来确认已修复。',
      commands: takeUp(at),
      references: [reference(rfc(8446, '4.4.2'))],
    } as const;
    const trusted = {
      side: judgeOf(at),
      text:
        at.caFile === null
          ? '更新本机的根证书（选择适合您系统的一行），然后再次检查。'
          : `取得 CA 的下一个根证书，在旧证书到期之前加入每个${judgeZh(at)}的 ${shown(at.caFile)}：文件中可以同时有两个。之后${ownerZh(at)}就可以切换。`,
      commands: at.caFile === null ? [...updateRootsOf(at.machine), at.check] : [showPemFile(at.caFile), at.check],
      references: [reference(rfc(5280, '4.1.2.5'))],
    } as const;
    const superfluous = {
      side: ownerOf(at),
      text: `此处用不到的那个证书可能是为其他${judgeZh(at)}准备的，它们靠它连到较旧的根证书。请向 CA 确认是否仍有用处；没有用处就从证书文件中删除。`,
      commands: [],
      references: [],
    } as const;
    return [
      ...(has('leaf') ? [renew, automatic] : []),
      ...(has('intermediate') ? [intermediate] : []),
      ...(has('trusted') ? [trusted] : []),
      ...(has('notInPath') ? [superfluous] : []),
    ];
  },
  explanation:
    '目前还没有故障。每个证书都写明了最后可用时刻（notAfter），从那一秒起客户端就会拒绝整条路径。本警告在到期前 30 天出现，与 mongod 开始写日志的时间相同（"Server certificate will expire on …"，对客户端或成员证书则是 "Peer certificate expiration information"）；有效期短于 90 天的证书，则在剩余三分之一时出现：自动续签短期证书的程序就在那时续签，剩得更少说明被漏掉了。它涉及路径上的每个证书（包括信任库中的根证书），以及服务器额外发送的证书。',
  howToCheck: '结论中给出了每个证书、它的 notAfter 以及剩余时间。再次探测时 notAfter 变晚且不再出现该结论，即已修复。',
};

export default zh;
