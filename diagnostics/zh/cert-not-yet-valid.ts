import { isoTime } from '../../src/base/time.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { elsewhereZh } from '../../src/diagnose/elsewhere.ts';
import { daysBetween, daysZh, shown, spacedZh } from '../../src/diagnose/words/names.ts';
import { judgeOf, leafZh, ownerOf, showDates } from '../../src/diagnose/parties.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import type { CertNotYetValid } from '../cert-not-yet-valid.ts';

const zh: Words<CertNotYetValid> = {
  title: '证书尚未生效',
  summary: ({ at, certificates, judgedAt }) => {
    const [first] = certificates;
    if (first === undefined) return '';
    const what = first.depth === 0 ? leafZh(at) : `证书 ${shown(first.subject)} `;
    return `${what}要到 ${isoTime(first.notBefore).slice(0, 10)} 才生效（${spacedZh('还有', daysZh(daysBetween(judgedAt, first.notBefore)))}），${at.shortClient} 拒绝接受。`;
  },
  evidence: ({ at, certificates, judgedAt, clockInStep }) => [
    ...certificates.map(({ depth, subject, notBefore }) => ({
      what: depth === 0 ? '叶证书' : `深度 ${depth}`,
      value: `${shown(subject)}，notBefore ${isoTime(notBefore)}`,
    })),
    {
      what: '判断时间',
      value: `${isoTime(judgedAt)}${clockInStep ? '；所询问的另一个时钟与此一致' : ''}`,
    },
    ...elsewhereZh(at),
  ],
  remedies: ({ at, certificates, clockInStep }) => {
    const clock = {
      side: judgeOf(at),
      text: '把上面的判断时间与当前时间对照。如果不一致，说明本机时钟偏慢：校准时钟（第二条命令显示是否在自动同步），然后再次检查。',
      commands: ['date -u', 'timedatectl status', at.check],
      references: [reference(rfc(5280, '4.1.2.5'))],
    } as const;
    const early = {
      side: ownerOf(at),
      text: `${clockInStep ? '' : '如果时钟正确，说明'}证书安装得过早，或签发它的机器时钟偏快。请先换回之前的证书，等新证书生效后再启用，或者重新签发。`,
      commands: [showDates(at, certificates), at.check],
      references: [reference(rfc(5280, '4.1.2.5'))],
    } as const;
    return clockInStep ? [early] : [clock, early];
  },
  explanation:
    '每个证书都写明了最早可用时刻（notBefore），在此之前客户端会拒绝整条路径。原因可能是客户端时钟偏慢（刚唤醒的机器、没有时间同步的容器或设备），也可能是证书提前上线，或 CA 签发时所用的时钟偏快。',
  howToCheck:
    '结论中给出了 notBefore 以及用来比较的时间。如果多台互不相关的服务器同时出现该结论，原因就是本机时钟。再次探测不再出现该结论，即已修复。',
};

export default zh;
