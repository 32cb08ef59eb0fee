/** The words of the HTML form beyond those of every report, in both languages. */
import type { Language } from '../../diagnose/define.ts';

/** A distance in time, in one unit. */
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'year';

export interface HtmlWords {
  /** For the `lang` attribute, BCP 47. */
  readonly tag: string;
  readonly kicker: string;
  readonly verdicts: Readonly<Record<'ok' | 'warn' | 'fail', string>>;
  /** Of a chain from files. */
  readonly chainVerdicts: Readonly<Record<'ok' | 'warn' | 'fail', string>>;
  /** Of files that belong together, and of a machine. */
  readonly order: Readonly<Record<'ok' | 'warn' | 'fail', string>>;
  readonly severities: Readonly<Record<'error' | 'warning' | 'info', string>>;
  /** What stands above a finding: `Cause`, `Cause 2 of 3`, and for what is no cause of a failure its severity. */
  readonly cause: (place: number, of: number) => string;
  readonly follows: (count: number) => string;
  readonly asTable: string;
  readonly also: string;
  readonly details: string;
  /** Heading of a section for an endpoint; `where`: host and port. */
  readonly captured: string;
  readonly endpoint: string;
  readonly address: string;
  readonly outcome: string;
  readonly milliseconds: string;
  readonly clientSide: (shortName: string) => string;
  readonly ladder: {
    readonly title: string;
    readonly describe: (messages: number, end: string) => string;
    readonly caption: (encrypted: boolean) => string;
    readonly connect: string;
    readonly completed: (ms: string) => string;
    readonly stopped: string;
    readonly refuses: (client: string, why: string) => string;
    readonly refused: string;
    readonly more: (count: number) => string;
    readonly time: string;
    readonly from: string;
    readonly message: string;
    readonly octets: (count: number) => string;
  };
  readonly chain: {
    readonly title: string;
    readonly describe: (path: readonly string[], problems: readonly string[]) => string;
    readonly caption: string;
    readonly sent: (place: number) => string;
    readonly fetched: string;
    readonly anchor: string;
    readonly missing: string;
    readonly missingAbout: (store: string) => string;
    readonly fetchedFrom: (url: string) => string;
    readonly unused: string;
    readonly issuedBy: string;
    readonly selfSigned: string;
    readonly store: (name: string, certificates: number | null) => string;
    readonly holdsNot: string;
    readonly holdsLeaf: string;
    readonly certificate: string;
    readonly role: string;
    readonly key: string;
    readonly validity: string;
    readonly trouble: string;
    readonly none: string;
  };
  /** The same of a chain that nobody sent: it was given. */
  readonly givenChain: Pick<HtmlWords['chain'], 'sent' | 'missing' | 'missingAbout' | 'unused'>;
  readonly time: {
    readonly validity: string;
    readonly validityAbout: (rows: readonly string[]) => string;
    readonly validityCaption: string;
    readonly revocation: string;
    readonly revocationCaption: string;
    readonly judgedAt: (at: string) => string;
    readonly tick: (count: number, unit: TimeUnit, past: boolean) => string;
    readonly left: (distance: string) => string;
    readonly ended: (distance: string) => string;
    readonly begins: (distance: string) => string;
    readonly open: string;
    readonly distance: (count: number, unit: TimeUnit) => string;
    readonly producedAt: string;
    readonly revokedAt: string;
    readonly what: string;
    readonly from: string;
    readonly to: string;
    readonly says: string;
    readonly staple: (certificate: number) => string;
    readonly crlOf: (issuer: string) => string;
  };
  readonly stores: {
    readonly store: string;
    readonly verdict: string;
    readonly accepts: string;
    readonly refuses: string;
    readonly unknown: string;
    readonly decides: string;
    readonly about: string;
  };
  readonly experiments: { readonly question: string; readonly did: string; readonly result: string };
  readonly certificates: { readonly serial: string; readonly signature: string; readonly names: string };
  readonly versions: {
    readonly title: string;
    readonly tool: string;
    readonly client: string;
    readonly target: string;
    readonly command: string;
    readonly startedAt: string;
    readonly took: string;
    readonly judgedAt: string;
    readonly runtime: string;
  };
}

export const htmlWords: Readonly<Record<Language, HtmlWords>> = {
  en: {
    tag: 'en',
    kicker: 'TLS report',
    verdicts: { ok: 'Works', warn: 'Works, with a warning', fail: 'Fails' },
    chainVerdicts: { ok: 'Accepted', warn: 'Accepted, with a warning', fail: 'Refused' },
    order: { ok: 'In order', warn: 'In order, with a warning', fail: 'Not in order' },
    severities: { error: 'Error', warning: 'Warning', info: 'Note' },
    cause: (place, of) => (of === 1 ? 'The cause' : `Cause ${place} of ${of}`),
    follows: (count) => `${count === 1 ? 'One finding follows' : `${count} findings follow`} from this cause`,
    asTable: 'The same as a table',
    also: 'Also',
    details: 'What was captured here',
    captured: 'What was captured',
    endpoint: 'Endpoint',
    address: 'Address',
    outcome: 'How far it got',
    milliseconds: 'ms',
    clientSide: (shortName) => `whytls as ${shortName}`,
    ladder: {
      title: 'Handshake',
      describe: (messages, end) => `${counted(messages, 'message')} in order of time. ${end}`,
      caption: (encrypted) =>
        `Times in milliseconds since the connection was begun, as seen by the client.${encrypted ? ' Shaded: encrypted.' : ''}`,
      connect: 'TCP connection',
      completed: (ms) => `Handshake completed after ${ms}`,
      stopped: 'It stopped here',
      refuses: (client, why) => `${client} refuses the certificate: ${why}`,
      refused: 'refused',
      more: (count) => `… ${counted(count, 'more message')}, in the table`,
      time: 'Time',
      from: 'From',
      message: 'Message',
      octets: (count) => counted(count, 'octet'),
    },
    chain: {
      title: 'Certificate chain',
      describe: (path, problems) =>
        `${path.length === 0 ? 'No path could be built.' : `From the leaf upwards: ${path.join('; issued by ')}.`} ${
          problems.length === 0 ? 'No link is broken.' : `Broken: ${problems.join('; ')}.`
        }`,
      caption: 'From the leaf down to what the client trusts, as far as the path could be built.',
      sent: (place) => `sent as no. ${place}`,
      fetched: 'fetched, not sent',
      anchor: 'trusted',
      missing: 'not sent',
      missingAbout: (store) => `Neither sent by the server nor held by ${store}.`,
      fetchedFrom: (url) => `It can be had from ${url}`,
      unused: 'Sent, but no part of the path',
      issuedBy: 'issued by',
      selfSigned: 'signed by itself',
      store: (name, certificates) =>
        `Trust store: ${name}${certificates === null ? '' : `, ${counted(certificates, 'certificate')}`}`,
      holdsNot: 'Holds nothing that this chain leads to.',
      holdsLeaf: 'Holds the last certificate itself.',
      certificate: 'Certificate',
      role: 'Where from',
      key: 'Key',
      validity: 'Valid',
      trouble: 'What is wrong',
      none: 'nothing',
    },
    givenChain: {
      sent: (place) => `no. ${place} of the chain`,
      missing: 'not given',
      missingAbout: (store) => `Neither given nor held by ${store}.`,
      unused: 'Given, but no part of the path',
    },
    time: {
      validity: 'Validity',
      validityAbout: (rows) => rows.join('; '),
      validityCaption: 'Distances from the time of judgement are compressed: days, years and decades share one line.',
      revocation: 'OCSP and CRL windows',
      revocationCaption:
        'From thisUpdate to nextUpdate. Diamond: when the response was signed (producedAt). Cross: revoked since.',
      judgedAt: (at) => `judged at ${at}`,
      tick: (count, unit, past) => `${past ? '−' : '+'}${count} ${shortUnits[unit]}`,
      left: (distance) => `${distance} left`,
      ended: (distance) => `ended ${distance} ago`,
      begins: (distance) => `begins in ${distance}`,
      open: 'no end given',
      distance: (count, unit) => counted(count, unit),
      producedAt: 'Signed',
      revokedAt: 'Revoked',
      what: 'What',
      from: 'From',
      to: 'To',
      says: 'Says',
      staple: (certificate) => (certificate === 0 ? 'Staple' : `Staple for certificate ${certificate}`),
      crlOf: (issuer) => `CRL of ${issuer}`,
    },
    stores: {
      store: 'Trust store',
      verdict: 'This chain',
      accepts: 'accepted',
      refuses: 'refused',
      unknown: 'not asked',
      decides: 'decides here',
      about: 'What it is',
    },
    experiments: { question: 'Question', did: 'What whytls did', result: 'What came of it' },
    certificates: { serial: 'Serial number', signature: 'Signed with', names: 'Names' },
    versions: {
      title: 'About this report',
      tool: 'Made by',
      client: 'Seen as',
      target: 'Asked for',
      command: 'Command',
      startedAt: 'Measured at',
      took: 'Took',
      judgedAt: 'Judged as of',
      runtime: 'Runs on',
    },
  },
  zh: {
    tag: 'zh-Hans',
    kicker: 'TLS 报告',
    verdicts: { ok: '正常', warn: '正常，但有警告', fail: '失败' },
    chainVerdicts: { ok: '接受', warn: '接受，但有警告', fail: '拒绝' },
    order: { ok: '正常', warn: '正常，但有警告', fail: '有问题' },
    severities: { error: '错误', warning: '警告', info: '提示' },
    cause: (place, of) => (of === 1 ? '原因' : `原因 ${place}（共 ${of} 个）`),
    follows: (count) => `由此引起的 ${count} 项其他发现`,
    asTable: '以表格显示',
    also: '另外',
    details: '在此处采集到的内容',
    captured: '采集到的内容',
    endpoint: '端点',
    address: '地址',
    outcome: '进行到哪一步',
    milliseconds: '毫秒',
    clientSide: (shortName) => `whytls（以 ${shortName} 的身份）`,
    ladder: {
      title: '握手过程',
      describe: (messages, end) => `按时间顺序共 ${messages} 条消息。${end}`,
      caption: (encrypted) => `时间为从开始连接算起的毫秒数，以客户端所见为准。${encrypted ? '阴影部分已加密。' : ''}`,
      connect: 'TCP 连接',
      completed: (ms) => `握手在 ${ms} 后完成`,
      stopped: '在此处中断',
      refuses: (client, why) => `${client} 拒绝该证书：${why}`,
      refused: '被拒绝',
      more: (count) => `…… 另有 ${count} 条消息，见表格`,
      time: '时间',
      from: '发送方',
      message: '消息',
      octets: (count) => `${count} 字节`,
    },
    chain: {
      title: '证书链',
      describe: (path, problems) =>
        `${path.length === 0 ? '无法构建任何路径。' : `从叶证书往上：${path.join('；签发者 ')}。`}${
          problems.length === 0 ? '没有断开的环节。' : `断开之处：${problems.join('；')}。`
        }`,
      caption: '从叶证书往下直到客户端信任的证书，画到路径能够构建的地方为止。',
      sent: (place) => `发送的第 ${place} 个`,
      fetched: '下载得到，未发送',
      anchor: '受信任',
      missing: '未发送',
      missingAbout: (store) => `服务器没有发送，${store} 中也没有。`,
      fetchedFrom: (url) => `可从此处获得：${url}`,
      unused: '已发送，但不在路径中',
      issuedBy: '签发者',
      selfSigned: '自签名',
      store: (name, certificates) => `信任库：${name}${certificates === null ? '' : `，${certificates} 个证书`}`,
      holdsNot: '其中没有此证书链通向的证书。',
      holdsLeaf: '其中直接包含最后一个证书。',
      certificate: '证书',
      role: '来源',
      key: '密钥',
      validity: '有效期',
      trouble: '问题',
      none: '无',
    },
    givenChain: {
      sent: (place) => `证书链中的第 ${place} 个`,
      missing: '未给出',
      missingAbout: (store) => `没有给出，${store} 中也没有。`,
      unused: '已给出，但不在路径中',
    },
    time: {
      validity: '有效期',
      validityAbout: (rows) => rows.join('；'),
      validityCaption: '离判断时间越远，刻度越密：天、年和数十年画在同一条线上。',
      revocation: 'OCSP 与 CRL 的有效时段',
      revocationCaption: '从 thisUpdate 到 nextUpdate。菱形：响应的签名时间（producedAt）。叉号：吊销时间。',
      judgedAt: (at) => `判断时间 ${at}`,
      tick: (count, unit, past) => `${past ? '−' : '+'}${count} ${unitsZh[unit]}`,
      left: (distance) => `还有 ${distance}`,
      ended: (distance) => `${distance}前结束`,
      begins: (distance) => `${distance}后开始`,
      open: '未注明结束时间',
      distance: (count, unit) => `${count} ${unitsZh[unit]}`,
      producedAt: '签名时间',
      revokedAt: '吊销时间',
      what: '对象',
      from: '从',
      to: '到',
      says: '内容',
      staple: (certificate) => (certificate === 0 ? '装订响应' : `证书 ${certificate} 的装订响应`),
      crlOf: (issuer) => `${issuer} 的 CRL`,
    },
    stores: {
      store: '信任库',
      verdict: '对此证书链',
      accepts: '接受',
      refuses: '拒绝',
      unknown: '未询问',
      decides: '由它决定',
      about: '说明',
    },
    experiments: { question: '问题', did: 'whytls 所做的', result: '结果' },
    certificates: { serial: '序列号', signature: '签名算法', names: '名称' },
    versions: {
      title: '关于本报告',
      tool: '生成工具',
      client: '判断角度',
      target: '目标',
      command: '命令',
      startedAt: '测量时间',
      took: '耗时',
      judgedAt: '按此时间判断',
      runtime: '运行环境',
    },
  },
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const shortUnits = { second: 's', minute: 'min', hour: 'h', day: 'd', year: 'y' } satisfies Record<TimeUnit, string>;

const unitsZh = { second: '秒', minute: '分钟', hour: '小时', day: '天', year: '年' } satisfies Record<
  TimeUnit,
  string
>;
