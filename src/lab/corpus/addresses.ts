// SPDX-License-Identifier: Apache-2.0
/**
 * Mail addresses and links in a template that could lead to somebody. Hosts that were made up, or that belong to the brand which the
 * template names, may stand; whether a made-up one has an owner is not looked up.
 */

import { MESSENGER_HOSTS } from '../../decide/mention/find-handles.ts';

/** Where anybody may have a mailbox. */
const MAIL_HOSTS: ReadonlySet<string> = new Set(
  (
    '126.com 139.com 163.com aol.com daum.net foxmail.com free.fr gmail.com gmx.com gmx.de googlemail.com hanmail.net hotmail.com ' +
    'hotmail.co.uk hotmail.fr icloud.com inbox.ru laposte.net libero.it live.com mail.com mail.ru me.com msn.com naver.com orange.fr ' +
    'outlook.com pm.me proton.me protonmail.com qq.com rediffmail.com rocketmail.com sina.com t-online.de tutanota.com web.de ' +
    'yahoo.com yahoo.co.jp yahoo.co.uk yahoo.co.in yahoo.fr yandex.ru yandex.com ymail.com zoho.com'
  ).split(' '),
);

/** Besides messengers: where a path names a person, a group, a file or a form. Shorteners come with the policy. */
const PLATFORM_HOSTS: ReadonlySet<string> = new Set(
  (
    'forms.gle docs.google.com drive.google.com youtu.be instagram.com tiktok.com facebook.com fb.com x.com twitter.com linkedin.com ' +
    'vk.com paypal.me cash.app'
  ).split(' '),
);

const MAIL = /[\p{L}\p{N}._%+-]*[\p{L}\p{N}{}]@((?:[a-z0-9-]+\.)+[a-z]{2,})/giu;
const LINK = /(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})\/([^\s<>"'，。、）】]+)/giu;
/** What shows that nobody has it: a slot to be filled, or the corpus's sign for made-up numbers. */
const INVENTED = /[{}]|555|000/u;

export function realMailAddresses(text: string): readonly string[] {
  return [...text.matchAll(MAIL)].flatMap(([address, host = '']) =>
    MAIL_HOSTS.has(host.toLowerCase()) && !INVENTED.test(address) ? [address] : [],
  );
}

/** Links to a place of somebody's own on a shortener or a platform. */
export function realLinks(text: string, shorteners: ReadonlySet<string>): readonly string[] {
  return [...text.matchAll(LINK)].flatMap(([link, given = '', path = '']) => {
    const host = given.toLowerCase().replace(/^www\./u, '');
    return [shorteners, MESSENGER_HOSTS, PLATFORM_HOSTS].some((hosts) => hosts.has(host)) && !INVENTED.test(path)
      ? [link]
      : [];
  });
}
