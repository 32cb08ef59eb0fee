/** XMPP, after the examples of RFC 6120 section 9. */
import { describe, expect, it } from 'vitest';
import { dialogueFor } from '../../../src/net/starttls/dialogue-for.ts';
import { play } from '../../support/dialogue-playbook.ts';

const begin = () => dialogueFor('xmpp', { host: 'im.example.com' });
const header =
  "<?xml version='1.0'?><stream:stream from='im.example.com' id='t7AMCin9zjMNwQKDnplntZPIDEI=' version='1.0' xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
const features =
  "<stream:features>\n<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'>\n<required/>\n</starttls>\n</stream:features>";
const proceed = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

describe('XMPP', () => {
  it('goes as the example in RFC 6120 section 9.1', () => {
    const played = play(begin, header, features, proceed);
    expect(played.sent).toEqual([
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='im.example.com' version='1.0'>",
      "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
    ]);
    expect(played.outcome).toMatchObject({ kind: 'ready', advertised: true });
  });

  it('speaks as a server to servers', () => {
    const played = play(() => dialogueFor('xmpp-server', { host: 'im.example.com' }));
    expect(played.sent[0]).toContain("xmlns='jabber:server'");
  });

  it('cannot be talked into markup by a host name', () => {
    const played = play(() => dialogueFor('xmpp', { host: `a'/><b c="&` }));
    expect(played.sent[0]).toContain("to='a&#39;/&#62;&#60;b c=&#34;&#38;'");
  });

  it('goes by namespaces, not by prefixes', () => {
    const played = play(
      begin,
      `<s:stream xmlns:s="http://etherx.jabber.org/streams" xmlns="jabber:client" version="1.0" note="a > b">`,
      `<s:features><t:starttls xmlns:t="urn:ietf:params:xml:ns:xmpp-tls"/></s:features>`,
      `<x:proceed xmlns:x='urn:ietf:params:xml:ns:xmpp-tls'></x:proceed>`,
    );
    expect(played.outcome).toMatchObject({ kind: 'ready' });
    const otherNamespace = features.replace('urn:ietf:params:xml:ns:xmpp-tls', 'urn:example:other');
    expect(play(begin, header, otherNamespace).outcome).toMatchObject({ kind: 'refused', advertised: false });
  });

  it('takes a namespace back where its element ends', () => {
    const inner = "<a xmlns='urn:ietf:params:xml:ns:xmpp-tls'><b/></a><starttls/>";
    const played = play(begin, header, `<stream:features>${inner}</stream:features>`);
    expect(played.outcome).toMatchObject({ kind: 'refused', advertised: false });
  });

  it('is refused by failure, by a stream error, and by features without it', () => {
    const failure = "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    expect(play(begin, header, features, failure).outcome).toMatchObject({
      kind: 'refused',
      advertised: true,
      said: failure,
    });
    const error = "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
    const refused = play(begin, header, `${error}</stream:stream>`).outcome;
    expect(refused).toMatchObject({ kind: 'refused', said: expect.stringContaining('host-unknown') });
    expect(play(begin, header, '<stream:features/>').outcome).toMatchObject({ kind: 'refused', advertised: false });
  });

  it.each([
    'HTTP/1.1 400 Bad Request\r\n\r\n<html>',
    '<!DOCTYPE html><html>',
    "<stream:stream xmlns:stream='urn:example'>",
    '<>',
    '< a>',
    '<?php ?>',
    "<a 'b<c'>",
  ])('is not %j', (said) => {
    expect(play(begin, said).outcome).toMatchObject({ kind: 'notThisProtocol' });
  });
});
