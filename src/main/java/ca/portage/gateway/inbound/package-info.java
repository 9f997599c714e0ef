/**
 * From a download request to files in the inbox: ask, store raw, take apart, prove, deliver,
 * answer.
 *
 * <p>Comes in: the gateway's answers. Goes out: forced raw answers, rows of their parts, files in
 * the inbox, settled messages, and receipts due for sending. Nothing is parsed before it is stored,
 * and nothing is delivered before it is verified.
 */
package ca.portage.gateway.inbound;
