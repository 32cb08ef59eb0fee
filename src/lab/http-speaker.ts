import { latin1, noOctets, utf8 } from '../base/octets.ts';
import type { UnixMs } from '../base/time.ts';
import type { Speaker } from './mongodb-reply.ts';

/** A web server as far as the lab needs one: it answers the first request with an empty page, and with the time by its clock. */
export const httpSpeaker =
  (clock: () => UnixMs): (() => Speaker) =>
  () => {
    let heard = '';
    return (octets) => {
      heard += latin1(octets);
      if (!heard.includes('\r\n\r\n')) return { answer: noOctets, isOver: false };
      const date = new Date(clock()).toUTCString();
      return {
        answer: utf8(`HTTP/1.1 200 OK\r\nDate: ${date}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`),
        isOver: true,
      };
    };
  };
