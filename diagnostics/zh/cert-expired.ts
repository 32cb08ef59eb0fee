import { isoTime } from '../../src/base/time.ts';
import { updateRootsOf } from '../../src/diagnose/remedies/commands.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { elsewhereZh, straightenZh } from '../../src/diagnose/elsewhere.ts';
import { daysBetween, daysZh, shown } from '../../src/diagnose/words/names.ts';
import { fromZh, judgeOf, leafZh, ownerOf, showDates, ownerZh, takeUp, takeUpZh } from '../../src/diagnose/parties.ts';
import { mongodbTls, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import type { CertExpired } from '../cert-expired.ts';

const zh: Words<CertExpired> = {
  title: '证书已过期',
  summary: ({ at, certificates, judgedAt }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const what =
      first.depth === 0
        ? leafZh(at)
        : `${first.from === 'trustStore' ? '受信任的证书' : '中间证书'} ${shown(first.subject)} `;
    return `${what}已于 ${isoTime(first.notAfter).slice(0, 10)} 过期（${daysZh(daysBetween(first.notAfter, judgedAt))}前），${at.shortClient} 拒绝接受。`;
  },
  evidence: ({ at, certificates, judgedAt, clockInStep }) => [
    ...certificates.map(({ depth, subject, notAfter, from }) => ({
      what: depth === 0 ? '叶证书' : `深度 ${depth}，${from === 'trustStore' ? '来自信任库' : fromZh(at)}`,
      value: `${shown(subject)}，notAfter ${isoTime(notAfter)}`,
    })),
    {
      what: '判断时间',
      value: `${isoTime(judgedAt)}${clockInStep ? '；所询问的另一个时钟与此一致' : ''}`,
    },
    ...elsewhereZh(at),
  ],
  remedies: ({ at, certificates, clockInStep }) => {
    const ours = certificates.every(({ from }) => from === 'trustStore');
    const renew = {
      side: ownerOf(at),
      text: certificates.some(({ depth }) => depth === 0)
        ? `续签证书，用新证书（连同中间证书）替换旧文件，并让${ownerZh(at)}重新读取。${takeUpZh(at)}第一条命令显示文件内容，最后一条用来确认已修复。`
        : `向 CA 索取当前有效的中间证书，替换证书文件中叶证书之后的旧中间证书；叶证书本身无需续签。${takeUpZh(at)}第一条命令显示文件内容，最后一条用来确认已修复。`,
      commands: [showDates(at, certificates), ...takeUp(at)],
      references: [reference(mongodbTls), reference(rfc(5280, '4.1.2.5'))],
    } as const;
    const renewAnchor = {
      side: judgeOf(at),
      text:
        at.caFile === null
          ? '更新本机的根证书（选择适合您系统的一行），然后再次检查。'
          : `用 CA 当前的证书替换 ${shown(at.caFile)} 中已过期的证书，然后再次检查。`,
      commands: at.caFile === null ? [...updateRootsOf(at.machine), at.check] : [at.check],
      references: [reference(pymongoTls)],
    } as const;
    const clock = {
      side: judgeOf(at),
      text: '如果上面的判断时间并不是当前时间，说明本机时钟不准：校准时钟后，证书可能就是有效的。',
      commands: ['date -u'],
      references: [],
    } as const;
    return [...straightenZh(at), ours ? renewAnchor : renew, ...(clockInStep ? [] : [clock])];
  },
  explanation:
    '每个证书都写明了最后可用时刻（notAfter）。路径中只要有一个证书超过该时刻，客户端就会拒绝整条路径：可能是服务器的叶证书、服务器发送的中间证书，或客户端自己信任库中的根证书。常见原因：没有人续签；磁盘上的文件已更新，但运行中的服务器仍持有旧证书（mongod 在轮换或重启之前会一直发送过期证书）；或者客户端时钟偏快。',
  howToCheck:
    '结论中给出了证书、它的 notAfter 以及用来比较的时间。再次探测时 notAfter 变晚且不再出现该结论，即已修复。OpenSSL 从 notAfter 那一秒起就认为证书已过期。',
};

export default zh;
