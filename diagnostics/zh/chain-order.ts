import { unreachable } from '../../src/base/never.ts';
import { isoDate } from '../../src/base/time.ts';
import type { OrderFault } from '../../src/diagnose/reading/chain-order.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { chainZh, ownerOf, ownerZh, saveChain, takeUp, takeUpZh } from '../../src/diagnose/parties.ts';
import { mongodbTls, reference, rfc } from '../../src/diagnose/sources.ts';
import type { ChainOrder } from '../chain-order.ts';

function fault({ why }: OrderFault): string {
  switch (why.kind) {
    case 'early':
      return `排在它所签发的 ${shown(why.other)} 之前，应排在其后`;
    case 'duplicate':
      return `与第 ${why.of} 个证书重复`;
    case 'stranger':
      return '没有签发其中任何一个证书';
    case 'root':
      return '是根证书：客户端要么已有，要么不信任它';
    case 'outdated':
      return `已于 ${isoDate(why.notAfter)} 过期，同一 CA、同一密钥的新证书排在它${why.isFirst ? '后面' : '前面'}`;
    case 'belowFirst':
      return '由排在第一位的证书签发：如果它是用来证明身份的证书，就必须排在第一位';
    default:
      return unreachable(why);
  }
}

function whoMinds(faults: readonly OrderFault[]): string {
  const has = (kind: OrderFault['why']['kind']): boolean => faults.some(({ why }) => why.kind === kind);
  const isFirst = faults.some(({ why }) => why.kind === 'outdated' && why.isFirst);
  const minding = [
    ...(has('belowFirst') ? ['所有客户端：第一个证书被当作叶证书'] : []),
    ...(isFirst ? ['GnuTLS 3.7 和 OpenSSL 1.0.2，它们取用过期的那个并拒绝整条路径'] : []),
    ...(has('early') ? ['Mbed TLS，它只在证书之后寻找签发者'] : []),
    ...(has('stranger') ? ['通常编译的 wolfSSL，它要求每个证书都能连到根证书'] : []),
  ];
  return minding.length === 0 ? '就我们所知没有' : minding.join('；');
}

const useless = (faults: readonly OrderFault[]): readonly OrderFault[] =>
  faults.filter(({ why }) => why.kind !== 'early' && why.kind !== 'belowFirst');

const zh: Words<ChainOrder> = {
  title: '证书顺序错误或发送了多余的证书',
  summary: ({ at, faults }) => {
    const sends = at.given === undefined ? '服务器发送' : `${chainZh(at)}中`;
    const kinds = new Set(faults.map(({ why }) => why.kind));
    const early = faults.find(({ why }) => why.kind === 'early');
    const strangers = faults.filter(({ why }) => why.kind === 'stranger').length;
    if (kinds.has('belowFirst'))
      return `${sends}的第一个证书签发了另一个证书：${ownerZh(at)}自己的证书必须排在第一位。`;
    if (early !== undefined) return `${sends}的证书顺序错误：${shown(early.subject)} ${fault(early)}。`;
    if (kinds.has('outdated')) return `${sends}的证书中，除了当前的中间证书，还有一个已过期的。`;
    if (strangers > 0) {
      const more = useless(faults).length - strangers;
      return `${sends}的证书中有 ${strangers} 个与${ownerZh(at)}自己的证书无关${more === 0 ? '' : `，另有 ${more} 个多余`}。`;
    }
    if (kinds.has('duplicate')) return `${sends}的证书中有重复的。`;
    return `${sends}的证书中有根证书，没有客户端需要它。`;
  },
  evidence: ({ sent, faults, right }) => [
    ...faults.map((one) => ({ what: `第 ${one.index} 个证书`, value: `${shown(one.subject)} ${fault(one)}` })),
    { what: '实际顺序', value: sent.map((subject, index) => `${index} ${shown(subject)}`).join('；') },
    { what: '正确顺序', value: right.map((index) => `${index} ${shown(sent[index] ?? '')}`).join('；') },
    { what: '受影响的客户端', value: whoMinds(faults) },
    ...(useless(faults).length === 0
      ? []
      : [
          {
            what: '代价',
            value: `每次完整握手多 ${useless(faults).reduce((sum, { octets }) => sum + octets, 0)} 字节`,
          },
        ]),
  ],
  remedies: ({ at, right }) => [
    {
      side: ownerOf(at),
      text: `按以下顺序重新写入证书：先是${ownerZh(at)}自己的证书，再是签发它的证书，依次向上；不要根证书，也不要其他证书。第一条命令把${at.given === undefined ? '所发送的' : '文件中的'}证书拆开，第二条按正确顺序合并；如果文件中还有私钥，只替换证书部分。${takeUpZh(at)}`,
      commands: [
        saveChain(at),
        `cat ${right.map((index) => `cert-${index}.pem`).join(' ')} > chain.pem`,
        ...takeUp(at),
      ],
      references: [reference(rfc(8446, '4.4.2')), reference(rfc(5246, '7.4.2')), reference(mongodbTls)],
    },
  ],
  explanation:
    '服务器应先发送自己的证书，再发送签发它的证书，依次向上，但不包括根证书。TLS 1.2 要求这个顺序；TLS 1.3 要求客户端容忍第一个证书之后的任意顺序以及用不到的证书。大多数客户端在各版本中都能容忍：我们测试过 OpenSSL、Python、Node、curl、Go、Java 和 GnuTLS，它们会自行排序。Mbed TLS 只在证书之后寻找它的签发者；通常编译的 wolfSSL 要求所发送的每个证书都能连到它信任的根证书；如果过期的中间证书排在同名的当前证书之前，GnuTLS 3.7 和 OpenSSL 1.0.2 会出错。没有人需要的证书仍会在每次握手中传输。常见原因：手工合并文件、续签后把新证书放在旧证书链之前，或直接使用 CA 提供的整包证书。',
  howToCheck:
    '`openssl s_client -showcerts` 按发送顺序显示证书：每个 "i:" 行必须与下一个 "s:" 行相同。再次检查不再出现该结论，即已修复。',
};

export default zh;
