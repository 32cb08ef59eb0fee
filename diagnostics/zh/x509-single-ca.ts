import type { Words } from '../../src/diagnose/define.ts';
import { listedZh, shown } from '../../src/diagnose/words/names.ts';
import { mongodbX509, mongodbX509Members, reference } from '../../src/diagnose/sources.ts';
import type { X509SingleCa } from '../x509-single-ca.ts';
import { fromOutsideZh } from '../../src/diagnose/words/x509-words.ts';

const zh: Words<X509SingleCa> = {
  title: '证书来自不同的 CA',
  summary: ({ problems: [{ roots }], presented }) =>
    presented === undefined
      ? `这些证书通向 ${roots.length} 个不同的根证书；MongoDB 要求客户端和服务器使用同一个 CA。`
      : `各成员出示的证书来自 ${roots.length} 个不同的 CA；只认识其中一个的客户端或成员会拒绝其他成员。`,
  evidence: (broken) => [
    ...broken.problems[0].roots.map(({ subject, labels }) => ({
      what: shown(subject),
      value: listedZh(labels.map(shown)),
    })),
    ...fromOutsideZh(broken),
  ],
  remedies: ({ check }) => [
    {
      side: 'server',
      text: '请由同一个 CA 签发所有客户端和成员证书。如果做不到，net.tls.CAFile 必须包含每个根证书；net.tls.clusterCAFile（4.0.3 及以上）可以为入站证书指定另一个 CA。此时，持有其中任何一个 CA 的证书都可以建立连接。',
      commands: [check],
      references: [reference(mongodbX509), reference(mongodbX509Members)],
    },
  ],
  explanation:
    '服务器用 net.tls.CAFile 中的根证书验证对方。来自其他 CA 的证书会被拒绝，除非该文件也包含它的根证书。MongoDB 手册要求使用同一个 CA；通过 net.tls.clusterCAFile 可以为入站和出站连接使用不同的 CA。',
  howToCheck: '证据中列出了每个根证书，以及通向它的文件。再次检查只有一个根证书时，问题即已解决。',
};

export default zh;
