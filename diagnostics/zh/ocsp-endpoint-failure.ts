import { askResponder } from '../../src/diagnose/remedies/commands.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import { isOutOfTime } from '../../src/diagnose/reading/ocsp-facts.ts';
import { noAnswerZh, ocspDecisionsZh, stapleProblemZh } from '../../src/diagnose/words/ocsp-words-zh.ts';
import { saveChain } from '../../src/diagnose/parties.ts';
import { mongodbOcsp, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import type { OcspEndpointFailure, ResponderFailure } from '../ocsp-endpoint-failure.ts';

function whyZh(why: ResponderFailure): string {
  switch (why.kind) {
    case 'noAnswer':
      return noAnswerZh(why.problem);
    case 'unknown':
      return '它不知道这个证书（unknown）';
    case 'stumbles':
      return '它的回答没有问题，但此客户端不能理解其形式';
    default:
      return why.problems.map(stapleProblemZh).join('；');
  }
}

const zh: Words<OcspEndpointFailure> = {
  title: 'OCSP 响应方没有给出可用的回答',
  summary: ({ at, failures: [first], refused, asks, stapled }) => {
    if (first === undefined) return '';
    const act = refused
      ? `${at.shortClient} 没有继续，而是抛出异常`
      : stapled
        ? '服务器已装订响应，目前不需要它，但服务器要靠它取得下一个装订响应'
        : asks
          ? `${at.shortClient} 在不知道证书是否已吊销的情况下继续（soft fail）`
          : '会询问的客户端在不知道证书是否已吊销的情况下继续（soft fail）';
    return `OCSP 响应方 ${shown(first.url)} 没有给出可用的回答（${whyZh(first.why)}）：${act}。`;
  },
  evidence: ({ failures, othersAnswer, verdicts }) => [
    ...failures.map(({ certificate, url, method, why }) => ({
      what: `用 ${method} 询问${certificate === 0 ? '叶证书' : `第 ${certificate} 个证书`}`,
      value: `${shown(url)}：${whyZh(why)}`,
    })),
    ...(othersAnswer ? [{ what: '此外', value: '另一个响应方或另一种方法有回答，见下文' }] : []),
    ...ocspDecisionsZh(verdicts),
  ],
  remedies: ({ at, failures, refused }) => [
    {
      side: 'network',
      text: '在客户端所在的机器上手工询问：第一条命令把证书链拆开（cert-0.pem 是叶证书，cert-1.pem 是它的签发者；如果链中没有后者，请向 CA 索取），第二条命令进行询问。这样可以区分是网络问题（防火墙或代理不放行普通 HTTP、名称无法解析），还是响应方自身的问题。如果响应方是您自己的：它在运行吗？知道这个证书吗？时钟准确吗？它自己的证书有 OCSPSigning 用途吗？',
      commands: [saveChain(at), askResponder(at.caFile), `${at.check} --ocsp`],
      references: [reference(rfc(6960, '4.2.1')), reference(mongodbOcsp)],
    },
    {
      side: 'server',
      text: `让服务器装订响应：这样只有服务器需要访问响应方，客户端不需要。mongod 从 4.4 起在 Linux 上会自行装订。${refused ? '这也能使此客户端不再遇到它无法处理的回答。' : ''}`,
      commands: [],
      references: [reference(rfc(6066, '8')), reference(pymongoTls)],
    },
    ...(failures.some(({ why }) => why.kind === 'provesNothing' && isOutOfTime(why.problems))
      ? ([
          {
            side: 'client',
            text: '命令显示本机的时间（UTC）：如果与实际时间不符，请校准时钟，之后这个回答可能就是有效的。',
            commands: ['date -u'],
            references: [],
          },
        ] as const)
      : []),
  ],
  explanation:
    '没有装订响应时，检查 OCSP 的客户端会通过普通 HTTP 询问证书写明的响应方。如果它无法访问、返回错误（tryLater、unauthorized）、不知道这个证书，或者回答不能证明任何事，驱动仍然继续：soft fail。因此连接很少因此中断，但已吊销的证书不会被发现，而且每个新连接可能要为回答等待五秒。装订响应的服务器此时也无法更新它，几天之后连接就会中断。',
  howToCheck: '结论中写明了响应方和询问的结果，`openssl ocsp` 可作同样的询问。探测显示响应方回答 good，即已修复。',
};

export default zh;
