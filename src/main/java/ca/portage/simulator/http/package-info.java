/**
 * A small HTTP/1.0 and 1.1 server over TLS for the gateway on loopback.
 *
 * <p>Comes in: connections; request heads are kept byte for byte, bodies go to files. Goes out: raw
 * answers that a {@link ca.portage.simulator.http.Handler} composed, down to the folding of a
 * header line, which is why no library server stands here. Imports {@code content} only.
 */
package ca.portage.simulator.http;
