/**
 * One POST over TLS: exact bytes, exact headers, no retry, no redirect, one deadline.
 *
 * <p>Comes in: stored bytes with their header lines. Goes out: the answer as Camel gives it. What
 * the client may speak (protocols, suites, HTTP version, time-outs) is the profile's. Imports
 * {@code config} and {@code content}.
 */
package ca.portage.gateway.http;
