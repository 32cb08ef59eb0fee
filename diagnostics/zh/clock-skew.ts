import { unreachable } from '../../src/base/never.ts';
import { isoTime } from '../../src/base/time.ts';
import type { Words } from '../../src/diagnose/define.ts';
import type { ClockSeen, Dated } from '../../src/diagnose/reading/clock-skew.ts';
import { setClock, showClock } from '../../src/diagnose/remedies/commands.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { shown, spacedZh, spanZh } from '../../src/diagnose/words/names.ts';
import type { ClockSkewFound } from '../clock-skew.ts';

const direction = (offsetMs: number): string => `${offsetMs > 0 ? '快' : '慢'} ${spanZh(Math.abs(offsetMs))}`;

const source: Readonly<Record<ClockSeen['source'], (where: string) => string>> = {
  lookup: (where) => `${where} 的 HTTP Date`,
  http: () => '服务器自己的 HTTP Date',
  mongodb: () => '服务器的 hello（localTime）',
  serverHello: () => '服务器的 ServerHello（gmt_unix_time，约）',
  ocsp: (where) => `${where === '' ? '服务器发送的' : `${where} 的`} OCSP 响应，签名于`,
  timestamp: () => '证书透明度日志，承诺于',
};

const nouns: Readonly<Record<Dated['what'], string>> = {
  certificate: '证书',
  crl: '吊销列表',
  staple: ' OCSP 响应',
};

const kinds: Readonly<Record<Dated['what'], (subject: string) => string>> = {
  certificate: (subject) => subject,
  crl: (subject) => `${subject} 的吊销列表`,
  staple: () => '服务器发送的 OCSP 响应',
};

const nounOf = (explains: readonly Dated[]): string => [...new Set(explains.map(({ what }) => nouns[what]))].join('和');

function validity(from: number, to: number): string {
  if (!Number.isFinite(from)) return `${isoTime(to)} 为止`;
  return Number.isFinite(to) ? `${isoTime(from)} 至 ${isoTime(to)}` : `${isoTime(from)} 起`;
}

const zh: Words<ClockSkewFound> = {
  title: '时钟不准',
  summary: ({ at, offsetMs, isLowerBound, wrong, isCause, explains }) => {
    const by = (verb: string): string => spacedZh(verb, isLowerBound ? '至少' : '', spanZh(Math.abs(offsetMs)));
    const effect = `${at.shortClient} 因此认为${nounOf(explains)}${offsetMs > 0 ? '尚未生效' : '已过期'}`;
    switch (wrong) {
      case 'ours':
        return `本机时钟${by(offsetMs > 0 ? '慢了' : '快了')}${isCause ? `，${effect}` : ''}。`;
      case 'issuer':
        return `本机时钟${by('慢了')}，或者签发证书的机器时钟偏快：${effect}。`;
      case 'servers':
        return `服务器的时钟${by(offsetMs > 0 ? '快了' : '慢了')}。`;
      case 'either':
        return `本机与服务器的时钟${by('相差')}${explains.length > 0 ? `；按服务器的时钟，${nounOf(explains)}是有效的` : ''}。`;
      default:
        return unreachable(wrong);
    }
  },
  evidence: ({ observedAt, offsetMs, basis, explains, seen }) => [
    { what: '本机时钟', value: isoTime(observedAt) },
    ...seen.map(({ source: from, where, said, offsetMs: by }) => ({
      what: source[from](shown(where)),
      value: `${isoTime(said)}${by === 0 ? '，一致' : `，${direction(by)}`}`,
    })),
    ...(basis === 'program' ? [{ what: '不可能', value: `本程序是在 ${spanZh(offsetMs)}之后编写的` }] : []),
    ...(basis === 'path' ? [{ what: '路径', value: '其中每个证书的开始时间都在未来，受信任的根证书也是' }] : []),
    ...explains.map(({ what, subject, notBefore, notAfter }) => ({
      what: '有效期',
      value: `${validity(notBefore, notAfter)}：${kinds[what](shown(subject))}`,
    })),
  ],
  remedies: ({ at, offsetMs, wrong, explains }) => {
    const ours = {
      side: 'client',
      text: '查看本机时钟是否保持同步（使用 systemd 的 Linux、使用 chrony 的 Linux、Windows 各一行），用后三行校准，然后再次检查。容器和虚拟机的时钟来自宿主机；暂停或恢复快照之后，时钟可能停在过去。',
      commands: [...showClock, ...setClock, at.check],
      references: [reference(rfc(5280, '4.1.2.5'))],
    } as const;
    const theirs = {
      side: 'server',
      text: '在服务器上做同样的检查。副本集成员、日志以及它签发或检查的证书日期都依赖时钟。',
      commands: [...showClock, ...setClock],
      references: [],
    } as const;
    const issuer = {
      side: 'server',
      text: '如果本机时钟是准的，请检查运行 CA 的机器的时钟，校准后重新签发证书。',
      commands: ['date -u'],
      references: [],
    } as const;
    const trustThem = {
      side: 'server',
      text:
        offsetMs > 0
          ? `如果本机时钟是准的，说明服务器的时钟偏快，签发${nounOf(explains)}的机器当时也是：请校准时钟并重新签发。`
          : `如果本机时钟是准的，那么${nounOf(explains)}确实已过期，只是服务器的时钟偏慢，没有察觉：请更新（做法见相应的结论）。`,
      commands: [],
      references: [],
    } as const;
    if (wrong === 'servers') return [theirs];
    if (wrong === 'issuer') return [ours, issuer];
    return wrong === 'either' ? [ours, theirs, ...(explains.length > 0 ? [trustThem] : [])] : [ours];
  },
  explanation:
    '证书、OCSP 响应和 CRL 都有起止时间，双方各自用自己的时钟来比较。时钟偏慢时，好的证书会“尚未生效”，新的 OCSP 响应会来自未来；时钟偏快时，它们会“已过期”。这里只根据证据判断：HTTP 应答中的 Date（获取签发者证书、吊销列表或 OCSP 响应时；证书不在有效期内时也会询问服务器自己），MongoDB 服务器 hello 中的时间，少数服务器仍写入 ServerHello 的时间，签名时间在未来的 OCSP 响应或证书透明度日志的承诺，早于本程序编写时间的日期，或连受信任的根证书都尚未生效的路径。没有这些证据时不作判断。',
  howToCheck:
    '`timedatectl` 显示时钟是否同步，`chronyc tracking` 和 `w32tm /query /status` 显示偏差。再次检查不再出现该结论，即已修复。驱动程序对 OCSP 响应没有任何容差，几秒也可能有影响。',
};

export default zh;
