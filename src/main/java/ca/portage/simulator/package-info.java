/**
 * The customs gateway on loopback: Put and Get over TLS 1.3, strict, and as the 2008 figures show
 * it.
 *
 * <p>Comes in: signed and encrypted interchanges, receipts and download requests, judged as the
 * requirements catalogue reads. Goes out: receipts, replies and offered interchanges, and a record
 * of all that was seen. Imports {@code content}, {@code config}, {@code mime}, {@code cms}, {@code
 * pki} and {@code ediint}; never a room of the client, so that no mistake is made on both sides.
 */
package ca.portage.simulator;
