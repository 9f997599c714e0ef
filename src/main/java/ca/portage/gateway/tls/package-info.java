/**
 * The way to the gateway: TCP, a proxy's tunnel, TLS, and the judgement whether it is the gateway.
 *
 * <p>Comes in: what channel and profile say of an endpoint. Goes out: a connection on which a
 * message may travel, or the reason why not, before one byte of it has left; and what a probe sees.
 * May import {@code config}, {@code pki}, {@code spool}, {@code ledger}.
 */
package ca.portage.gateway.tls;
