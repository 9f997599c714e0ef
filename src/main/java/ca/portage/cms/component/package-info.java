/**
 * The Camel component {@code crypto-cms:sign|verify|encrypt|decrypt:name}, which Camel dropped in
 * 3.10, over the streams of {@code ca.portage.cms}.
 *
 * <p>Comes in: an exchange whose body is content, bytes, a file or a stream, and keys as a bean or
 * as plain options. Goes out: content, the detached signature as a header, the signer as exchange
 * properties. Imports {@code cms}, {@code content} and {@code config}.
 */
package ca.portage.cms.component;
