import { unreachable } from '../../src/base/never.ts';
import { isoTime } from '../../src/base/time.ts';
import type { Case } from '../../src/diagnose/case.ts';
import type { Words } from '../../src/diagnose/define.ts';
import type { CrlFileFault } from '../../src/diagnose/fact-types.ts';
import { leafZh, refusedZh } from '../../src/diagnose/parties.ts';
import { crlZh, type CrlTrouble } from '../../src/diagnose/words/crl-words.ts';
import { fetchZh } from '../../src/diagnose/words/fetch-words.ts';
import { daysBetween, daysZh, listedZh, shown } from '../../src/diagnose/words/names.ts';
import { crlRemedies, type CrlProblem, type CrlRemedyTexts } from '../crl-problem.ts';

const zh: Words<CrlProblem> = {
  title: '缺少 CRL 或 CRL 无法使用',
  summary: ({ at, judgedAt, files: [file], points: [point], troubles: [first] }) => {
    const { shortClient: client } = at;
    if (file !== undefined) return fileSummary(client, file);
    if (first === undefined) return `无法获取 ${shown(point?.of ?? '')} 写明的 CRL，因此无法知道它是否已被吊销。`;
    switch (first.kind) {
      case 'crlMissing':
        return `${client} 需要 ${shown(first.issuer)} 的 CRL 来确认${whose(at, first)}是否被吊销，但没有这样的 CRL，因此拒绝${refusedZh(at)}。`;
      case 'crlExpired':
        return `${shown(first.crl.issuer)} 的 CRL 已于 ${isoTime(first.nextUpdate).slice(0, 10)} 过期（${daysZh(daysBetween(first.nextUpdate, judgedAt))}前）：在得到新的 CRL 之前，${client} 拒绝该 CA 的所有证书。`;
      case 'crlNotYetValid':
        return `${shown(first.crl.issuer)} 的 CRL 要到 ${isoTime(first.thisUpdate)} 才生效：在此之前，${client} 拒绝该 CA 的所有证书。`;
      case 'crlTimeMalformed':
        return `${shown(first.crl.issuer)} 的 CRL 中 ${first.field} 的格式错误：${client} 无法使用它，因此拒绝${refusedZh(at)}。`;
      case 'crlSignature':
        return `${shown(first.crl.issuer)} 的 CRL 签名错误：${client} 无法相信它，因此拒绝${refusedZh(at)}。`;
      case 'cannotSignCrls':
        return `${shown(first.signer)} 签发了 CRL，但其 keyUsage 没有 cRLSign，无权签发：${client} 拒绝${refusedZh(at)}。`;
      case 'crlScope':
        return `${shown(first.crl.issuer)} 的 CRL 不涵盖${whose(at, first)}这类证书：${client} 拒绝${refusedZh(at)}。`;
      case 'crlExtension':
        return `${shown(first.crl.issuer)} 的 CRL 含有 ${client} 不认识的关键扩展（${shown(first.oid)}）：它拒绝${refusedZh(at)}。`;
      default:
        return unreachable(first);
    }
  },
  evidence: ({ at, judgedAt, files, points, troubles, urls }) => [
    ...files.map(({ option, path, why, code }) => ({
      what: `${option} ${shown(path)}`,
      value: `${fileFaults[why]}${code === null ? '' : `（${code}）`}`,
    })),
    ...points.map(({ url, of, why }) => ({
      what: `${shown(of)} 写明的 CRL`,
      value: `${shown(url)}：${pointWords(why)}`,
    })),
    ...troubles.flatMap((trouble) => [
      { what: `${whose(at, trouble)}的吊销状态`, value: words(trouble) },
      ...(trouble.kind === 'crlMissing'
        ? trouble.passedOver.map(({ crl, why }) => ({ what: '未采用', value: `${crlZh(crl)}：${unfit[why]}` }))
        : [{ what: 'CRL', value: crlZh(trouble.crl) }]),
    ]),
    ...(urls.length === 0 || points.length > 0
      ? []
      : [{ what: '叶证书写明的 CRL 地址', value: listedZh(urls.map(shown), 3) }]),
    { what: '判断时间', value: isoTime(judgedAt) },
  ],
  remedies: (problem) => crlRemedies(problem, remedyTexts),
  explanation:
    '客户端一旦得到证书吊销列表（PyMongo 和 Node 用 tlsCRLFile，curl 用 --crlfile），就会在其中查找服务器的证书；查不了就拒绝：没有签发该证书的那个 CA 的 CRL，或 CRL 已过期。PyMongo 只查服务器证书；Node 和 curl 查路径中的每个证书，因此需要其中每个 CA 的 CRL，包括根 CA 自己的；而 Node 和 openssl s_client 只读取文件中的第一个 CRL，所以只要有中间证书，tlsCRLFile 就无法满足 Node。PyMongo 只读取 PEM，会读取文件中的全部 CRL 和证书；安装了 PyOpenSSL 时完全不接受 CRL 文件。OpenSSL 先看日期再查条目：已过期的 CRL 即使吊销了该证书，报告的也是过期。',
  howToCheck:
    '结论中给出了缺少哪个 CRL，或采用了哪个 CRL 及其时间，`openssl crl -in crl.pem -noout -issuer -lastupdate -nextupdate` 可看到同样内容。用新文件再次探测时不再出现该结论，即已修复。',
};

function fileSummary(client: string, { path, why }: CrlProblem['files'][number]): string {
  const file = `CRL 文件 ${shown(path)} `;
  switch (why) {
    case 'missing':
      return `${file}不存在，${client} 根本无法启动。`;
    case 'unreadable':
      return `${file}无法读取，${client} 根本无法启动。`;
    case 'der':
      return `${file}是 DER 格式，而 ${client} 只读取 PEM，根本无法启动：请转换此文件。`;
    case 'broken':
      return `${file}有一部分已损坏，${client} 拒绝整个文件。`;
    case 'noCrl':
      return `${file}中没有 CRL，${client} 根本无法启动。`;
    case 'certificatesOnly':
      return `${file}中只有证书而没有 CRL，${client} 无法查找服务器证书，因此拒绝它。`;
    case 'notSupported':
      return `安装了 PyOpenSSL 时，${client} 不接受 CRL 文件（它改为检查 OCSP），根本无法启动。`;
    default:
      return unreachable(why);
  }
}

const fileFaults = {
  missing: '没有此文件',
  unreadable: '无法读取',
  der: '一个 DER 格式的 CRL，内容正常；PyMongo 和 Node 只读取 PEM',
  broken: '其中有一块自称是 CRL，但无法作为 CRL 读取',
  noCrl: '没有 "-----BEGIN X509 CRL-----"，也不是 DER 格式的 CRL',
  certificatesOnly: '有证书，但没有 "-----BEGIN X509 CRL-----"',
  notSupported: 'tlsCRLFile cannot be used with PyOpenSSL：一次握手中不会既用 CRL 又用 OCSP',
} satisfies Record<CrlFileFault, string>;

const remedyTexts: CrlRemedyTexts = {
  fetched: (isNamed) =>
    `获取 CA 当前的 CRL（${isNamed ? '地址写在证书中' : '证书没有写明地址，请向 CA 索取'}）。CA 通常以 DER 发布，请转换成 PEM：PyMongo 和 Node 只读取 PEM。查看 CRL 的命令显示它的签发者和有效期，最后一条用来确认已修复。CRL 很快会过期：请用定时任务重复此过程，并让应用读取新文件（驱动在创建客户端时读取）。`,
  clock: '如果上面的判断时间并不是当前时间，说明本机时钟不准：校准时钟后，CRL 可能就是有效的。',
  mended: '这个 CRL 谁也无法使用：请把它连同本报告发给 CA，索取正确的 CRL。下面的命令显示它的全部内容。',
  elsewhere:
    '让本机能够访问该地址（可能被防火墙或中间的代理拦截），或在能访问的地方下载 CRL，再以文件形式给出。如果谁都访问不了，请告知 CA。',
  der: '把文件转换成 PEM（内容不变），改用转换后的文件。最后一条命令用来确认已修复。',
  notSupported:
    '二者选一：去掉 tlsCRLFile，让 PyMongo 检查 OCSP；或者在没有 PyOpenSSL 的环境中运行应用，此时 PyMongo 检查 CRL 而不检查 OCSP。最后一条命令从后者的角度查看。',
  noFile:
    '请给出存在且应用的运行用户有权读取的文件路径；相对路径从应用启动的目录算起。写在连接字符串中时，需要按 URL 编码。',
};

function pointWords(why: CrlProblem['points'][number]['why']): string {
  if (why.kind === 'noCrl') return '它提供的不是 CRL';
  return why.kind === 'notHttp' ? '未获取，因为它不是 HTTP 地址' : fetchZh(why);
}

const whose = (at: Case, { depth, subject }: CrlTrouble): string =>
  depth === 0 ? leafZh(at) : `证书 ${shown(subject)} `;

function words(trouble: CrlTrouble): string {
  switch (trouble.kind) {
    case 'crlMissing':
      return `没有 ${shown(trouble.issuer)} 的 CRL`;
    case 'crlExpired':
      return `CRL 已于 ${isoTime(trouble.nextUpdate)} 过期`;
    case 'crlNotYetValid':
      return `CRL 自 ${isoTime(trouble.thisUpdate)} 起生效`;
    case 'crlTimeMalformed':
      return `CRL 的 ${trouble.field} 格式错误`;
    case 'crlSignature':
      return `CRL 不是由 ${shown(trouble.signer)} 的密钥签名`;
    case 'cannotSignCrls':
      return `${shown(trouble.signer)} 的 keyUsage 没有 cRLSign`;
    case 'crlScope':
      return 'CRL 只涵盖其他类型的证书，或另一个分发点（issuingDistributionPoint）';
    case 'crlExtension':
      return `未知的关键扩展 ${shown(trouble.oid)}`;
    default:
      return unreachable(trouble);
  }
}

const unfit = {
  otherIssuer: '它由另一个 CA 签发',
  otherKey: '它由该 CA 的另一个密钥签名，不是签发此证书的密钥',
  delta: '它是增量 CRL（delta），只补充完整的 CRL',
  indirect: '它是间接 CRL，OpenSSL 不使用',
  someReasons: '它只涵盖部分吊销原因，OpenSSL 不使用',
  contradictoryScope: '它声称只涵盖一类证书，同时又声称只涵盖另一类',
  coveredReasons: '它涵盖的原因已由另一个 CRL 涵盖',
} satisfies Record<Extract<CrlTrouble, { kind: 'crlMissing' }>['passedOver'][number]['why'], string>;

export default zh;
