/** What help shows first: command lines to begin with. Loaded for help alone. */
import type { CommandDeclaration, Words } from './declaration.ts';

/** A line to begin with, as it stands below `--help`. */
export interface Example {
  /** Without the program's name. */
  readonly line: string;
  readonly about: Words;
}

/** Of each command, the commonest first. Each line is one that the program takes: a test reads them all. */
export const examples: Readonly<Record<CommandDeclaration['name'], readonly Example[]>> = {
  probe: [
    {
      line: 'db1.example.net:27017',
      about: { en: 'what is wrong there, how we know, what to do', zh: '哪里有问题、依据是什么、怎么解决' },
    },
    {
      line: "'mongodb+srv://app@cluster0.example.net/?tlsCAFile=ca.pem'",
      about: { en: 'the whole deployment, as the driver sees it', zh: '以驱动的角度检查整个部署' },
    },
    {
      line: 'mail.example.net:587 --starttls smtp',
      about: { en: 'a server that begins in plain text', zh: '先使用明文的服务器' },
    },
    {
      line: 'api.example.net --tlsCAFile corporate.pem --at 2027-01-01',
      about: { en: 'trust these roots alone; judge as of that day', zh: '只信任这些根证书，并按该日期判断' },
    },
    {
      line: 'explain --file error.log',
      about: { en: 'the diagnosis of an error that you have, without network', zh: '诊断已有的错误文本，不需要网络' },
    },
    {
      line: 'db1.example.net:27017 --format markdown --redact --output ticket.md',
      about: { en: 'for a ticket, without your names', zh: '用于工单，不含自己的名称' },
    },
    {
      line: 'db1.example.net:27017 --json --output report.json',
      about: { en: 'for scripts', zh: '供脚本使用' },
    },
  ],
  explain: [
    {
      line: "explain '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired'",
      about: { en: 'one error line', zh: '一行错误信息' },
    },
    { line: 'explain --file mongod.log', about: { en: 'a log', zh: '一份日志' } },
    { line: 'explain no-shared-cipher', about: { en: 'the page of a diagnosis', zh: '某个诊断的说明页' } },
    { line: 'explain --list', about: { en: 'every diagnosis', zh: '全部诊断' } },
  ],
  verify: [
    {
      line: 'verify --chain chain.pem --ca ca.pem --host db1.example.net',
      about: { en: 'would this chain be accepted, and why not', zh: '这条证书链会被接受吗，为什么不会' },
    },
    {
      line: 'verify --chain chain.pem --crl revoked.crl --at 2027-01-01',
      about: { en: 'against a revocation list, as of that day', zh: '对照吊销列表，并按该日期判断' },
    },
    {
      line: 'verify --batch chains.ndjson',
      about: { en: 'many, one JSON object a line', zh: '批量，每行一个 JSON 对象' },
    },
  ],
  x509: [
    {
      line: 'x509 --client app.pem --member db1.pem db2.pem db3.pem --ca ca.pem',
      about: { en: 'do these fit together by the x.509 rules', zh: '这些证书是否符合 x.509 规则' },
    },
    {
      line: 'x509 --cluster-file cluster/*.pem --server server/*.pem --host db1.example.net',
      about: { en: 'members with a clusterFile', zh: '使用 clusterFile 的成员' },
    },
  ],
  env: [
    { line: 'env', about: { en: 'trust stores, variables, versions, the clock', zh: '信任库、环境变量、版本、时钟' } },
    { line: 'env --no-run --json', about: { en: 'without asking any program', zh: '不运行任何程序' } },
  ],
  replay: [
    {
      line: 'replay observation.json',
      about: { en: 'what --save stored, judged again, offline', zh: '离线重新判断 --save 保存的内容' },
    },
    {
      line: 'replay observation.json --client node --at 2027-01-01',
      about: { en: 'as another client would see it, as of that day', zh: '以另一个客户端的角度，并按该日期判断' },
    },
  ],
  lab: [
    { line: 'lab --list', about: { en: 'the faults that there are', zh: '有哪些故障' } },
    {
      line: 'lab cert-expired missing-intermediate',
      about: { en: 'two of them, until Ctrl-C', zh: '启动其中两个，直到 Ctrl-C' },
    },
  ],
  demo: [{ line: 'demo', about: { en: 'see what a report looks like', zh: '看看报告的样子' } }],
};
