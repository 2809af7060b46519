// SPDX-License-Identifier: Apache-2.0
/**
 * Names like `gabe-refund.example`: whoever sends people to a page of theirs for one errand buys a name that says so. Owners put such words
 * before their own domain (`login.bank.example`) or behind it (`bank.example/refund`), seldom beside a hyphen in it.
 */
export const ERRANDS: ReadonlySet<string> = new Set(
  (
    'account accounts alert alerts appeal auth bill billing bonus cancel charge check checker claim claims client compensation confirm ' +
    'confirmation customer customs desk dispute dues duty fee fees fine fines gift gifts grant grants hold kyc ekyc lock locked login logon ' +
    'pay payment payments payout prize reactivate rebate rebates redeliver redelivery refund refunds release relief renew renewal renewals ' +
    'reschedule restore reward rewards secure secured security signin subsidy suspended tax toll tolls unlock unlocked update updates ' +
    'validate validation verification verifier verify winner'
  ).split(' '),
);

/** What stands beside a brand's word when the brand does not: an errand, or one of these. */
export const BAIT: ReadonlySet<string> = new Set([
  ...ERRANDS,
  ...(
    'address care center centre clients deliver delivery express help helpdesk id info invoice key mail my net ' +
    'notice official online otp parcel portal post promo resolve service services session shop sign store support ' +
    'team ticket track tracking upgrade user wallet web ' +
    'aduana aduanas adres aggiorna atualizar banca cliente clientes colis compte conferma conta conto cuenta dogrula ' +
    'dogrulama entrega envio guvenli kargo konto kunde kunden livraison paiement paket paquete pago pagos seguro segura ' +
    'sicher sicherheit suivi tarifa verifica verificar'
  ).split(' '),
]);

/** `domain` is registrable: the name and its public suffix. */
export function namesErrand(domain: string): boolean {
  const label = domain.slice(0, Math.max(0, domain.indexOf('.')));
  return label.includes('-') && label.split('-').some((word) => ERRANDS.has(word));
}
