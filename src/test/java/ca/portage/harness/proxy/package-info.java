/**
 * A man in the middle for harnesses: it stands between the service and the gateway, with the
 * gateway's own certificate, and breaks the exchange of requests and answers at exact places
 * (reliability §3 B).
 *
 * <p>Comes in: a plan that gives each request its {@link ca.portage.harness.proxy.Fault}, or none.
 * Goes out: what it heard of each request, for comparison with the ledger.
 */
package ca.portage.harness.proxy;
