import type { Words } from '../../src/diagnose/define.ts';
import { messageNames } from '../../src/diagnose/words/act-names.ts';
import type { ProbeStopped } from '../probe-stopped.ts';

const zh: Words<ProbeStopped> = {
  title: '探测没有进行到底',
  summary: ({ why, chosen }) =>
    why === 'interrupted'
      ? '探测被中断：以下是到那时为止测得的内容，不构成结论。'
      : `探测未能进行到底${chosen === null ? '' : `：服务器选择了 ${chosen}，whytls 提供了它却无法完成`}；服务器本身可能没有问题。`,
  evidence: ({ why, chosen, waitingFor }) => [
    ...(chosen === null ? [] : [{ what: '服务器选择', value: chosen }]),
    ...(waitingFor === null ? [] : [{ what: '停在此消息之前', value: messageNames[waitingFor] }]),
    { what: '没有看到', value: why === 'interrupted' ? '中断之后的一切' : '握手最终能否成功' },
  ],
  remedies: ({ at, why }) => [
    {
      side: 'client',
      text:
        why === 'interrupted'
          ? '再次探测，并让它进行到底。'
          : '换一个客户端再次探测，或用 openssl s_client 查看；到此为止捕获的内容在下面。',
      commands: why === 'interrupted' ? [at.check] : [`${at.check.replace(/ --client \S+/, '')} --client openssl`],
      references: [],
    },
  ],
  explanation:
    'whytls 因自身原因停下：有人中断了它，或者服务器从所提供的内容中作了合法的选择（某种密钥交换或密码），而 whytls 无法完成。对没有看到的部分，不作任何断言。',
  howToCheck: '进行到底的探测不会有这个结论。',
};

export default zh;
