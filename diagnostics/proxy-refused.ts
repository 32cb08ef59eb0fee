import { unreachable } from '../src/base/never.ts';
import { caseOf, exampleCase, type Case } from '../src/diagnose/case.ts';
import { defineDiagnosis, type Words } from '../src/diagnose/define.ts';
import type { IoProblem } from '../src/diagnose/fact-types.ts';
import { found, ruledOut, undetermined } from '../src/diagnose/judgement.ts';
import { hostAndPort } from '../src/diagnose/remedies/commands.ts';
import { printed, reference, rfc } from '../src/diagnose/sources.ts';
import { shown } from '../src/diagnose/words/names.ts';

/** The way to the server leads through a proxy, and ended there. */
export interface ProxyRefused {
  readonly at: Case;
  readonly problem: ProxyProblem;
}

export type ProxyProblem = Extract<
  IoProblem,
  { readonly kind: 'proxyRefused' | 'proxyUnreachable' | 'proxyNotSpoken' | 'proxyEnded' }
>;

/** The name of what kept us from the proxy, as the cause of `proxyUnreachable`. */
export const causeOf = (problem: Extract<ProxyProblem, { readonly kind: 'proxyUnreachable' }>): IoProblem['kind'] =>
  problem.cause.kind;

const causes: Partial<Record<IoProblem['kind'], string>> = {
  refused: 'nothing listens there',
  timedOut: 'it does not answer',
  reset: 'the connection is reset',
  nameNotFound: 'its name has no address',
  resolverFailed: 'its name cannot be looked up',
  unreachable: 'there is no route to it',
};

/** SOCKS 5 replies, RFC 1928 section 6. */
export const socksReplies: ReadonlyMap<number, string> = new Map([
  [1, 'general failure'],
  [2, 'not allowed by its rules'],
  [3, 'network unreachable'],
  [4, 'host unreachable'],
  [5, 'connection refused'],
  [6, 'TTL expired'],
  [7, 'command not supported'],
  [8, 'address type not supported'],
]);

export const isSocks = ({ proxy }: ProxyProblem): boolean => proxy.startsWith('socks');

/** Whether the proxy asks for a login (HTTP 407), forbids the target, or could not reach it. */
export function reasonOf(problem: ProxyProblem): 'login' | 'forbidden' | 'target' | 'unknown' {
  if (problem.kind !== 'proxyRefused' || problem.status === null) return 'unknown';
  if (isSocks(problem)) {
    if (problem.status === 2) return 'forbidden';
    return problem.status >= 3 && problem.status <= 6 ? 'target' : 'unknown';
  }
  if (problem.status === 407) return 'login';
  if (problem.status === 403 || problem.status === 405) return 'forbidden';
  return problem.status >= 500 ? 'target' : 'unknown';
}

const en: Words<ProxyRefused> = {
  title: 'The proxy does not let the connection through',
  summary: ({ at, problem }) => {
    const target = hostAndPort(at.host, at.port);
    const proxy = shown(problem.proxy);
    switch (problem.kind) {
      case 'proxyRefused':
        return {
          login: `The proxy ${proxy} wants a user name and password before it connects to ${target}.`,
          forbidden: `The proxy ${proxy} does not allow connections to ${target}.`,
          target: `The proxy ${proxy} could not reach ${target}.`,
          unknown: `The proxy ${proxy} refuses to connect to ${target}.`,
        }[reasonOf(problem)];
      case 'proxyUnreachable':
        return `The proxy ${proxy} cannot be reached: ${causes[causeOf(problem)] ?? causeOf(problem)}.`;
      case 'proxyNotSpoken':
        return `What answers at ${proxy} is no proxy of that kind.`;
      case 'proxyEnded':
        return `The proxy ${proxy} ${problem.how === 'silence' ? 'does not answer' : 'closes the connection'} when it is asked to connect to ${target}.`;
      default:
        return unreachable(problem);
    }
  },
  evidence: ({ problem }) => [
    { what: 'Proxy', value: shown(problem.proxy) },
    ...(problem.kind === 'proxyRefused' && problem.status !== null
      ? [
          {
            what: isSocks(problem) ? 'Its reply (SOCKS 5)' : 'Its status (HTTP)',
            value: `${problem.status}${isSocks(problem) && socksReplies.has(problem.status) ? `: ${socksReplies.get(problem.status) ?? ''}` : ''}`,
          },
        ]
      : []),
    ...('said' in problem && problem.said !== '' ? [{ what: 'It said', value: shown(problem.said) }] : []),
    ...(problem.kind === 'proxyEnded'
      ? [{ what: 'It ended', value: `${problem.how === 'silence' ? 'in silence' : problem.how} at ${problem.at}` }]
      : []),
    ...(problem.kind === 'proxyUnreachable' ? [{ what: 'TCP to the proxy', value: problem.cause.kind }] : []),
    { what: 'The server', value: 'was not reached: nothing is known of it' },
  ],
  remedies: ({ at, problem }) => [
    {
      side: 'client',
      text:
        problem.kind === 'proxyRefused' && reasonOf(problem) === 'login'
          ? 'Give the proxy its user name and password in its URL, percent-encoded: --proxy http://USER:PASSWORD@proxy:3128, or HTTPS_PROXY.'
          : 'See whether a proxy is meant to be used here: it comes from --proxy or from HTTPS_PROXY. Hosts that are reached directly belong into NO_PROXY. The command shows what is set.',
      commands: ['env | grep -i _proxy', at.check],
      references: [reference(rfc(9110, isSocks(problem) ? '9.3.6' : '15.5.8'))],
    },
    {
      side: 'network',
      text: {
        login: 'Where the login is the right one, the proxy may want another scheme (Negotiate, NTLM) than Basic.',
        forbidden: `Ask who runs the proxy to allow CONNECT to this host and port: many allow port 443 alone, and MongoDB listens on ${at.port === 443 ? 'another' : at.port}.`,
        target:
          'The proxy is willing, but the server is not there for it: see from the machine of the proxy whether name and port can be reached.',
        unknown:
          'See whether address, port and kind (http, https, socks5) of the proxy are the right ones, and in its log why it refuses.',
      }[reasonOf(problem)],
      commands: [],
      references: [reference(isSocks(problem) ? rfc(1928, '6') : rfc(9110, '9.3.6'))],
    },
  ],
  explanation:
    'The connection goes through a proxy, which is asked to open a tunnel (HTTP CONNECT or SOCKS 5) before TLS begins. The proxy was not there, wanted a login, forbids the target, or could not reach it itself. TLS has not begun, so no certificate or option of TLS has to do with it.',
  howToCheck:
    "The finding shows the proxy and its own words. It is mended when the same probe gets through to the server's ServerHello.",
};

export default defineDiagnosis<ProxyRefused>({
  id: 'proxy-refused',
  family: 'transport',
  severity: 'error',
  sources: [rfc(9110, '9.3.6'), rfc(9110, '15.5.8'), rfc(1928, '6')],
  clientErrors: [
    printed('curl 7.88', 'curl: (56) CONNECT tunnel failed, response 403'),
    printed('Python http.client, requests', 'OSError: Tunnel connection failed: 403 Forbidden'),
  ],
  consequenceOf: [],
  judge: (facts) => {
    if (facts.endpoint === null) return undetermined('address');
    if (facts.tcp.kind === 'notTried') return undetermined('connection');
    if (facts.tcp.kind !== 'failed') return ruledOut;
    const { problem } = facts.tcp;
    switch (problem.kind) {
      case 'proxyRefused':
      case 'proxyUnreachable':
      case 'proxyNotSpoken':
      case 'proxyEnded':
        return found({ at: caseOf(facts), problem });
      default:
        return ruledOut;
    }
  },
  clientMessage: () => null,
  example: {
    at: exampleCase,
    problem: {
      kind: 'proxyRefused',
      proxy: 'http://proxy.example.net:8080',
      said: 'HTTP/1.1 403 Filtered',
      status: 403,
    },
  },
  en,
});
