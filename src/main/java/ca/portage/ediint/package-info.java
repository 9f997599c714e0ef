/**
 * EDI over the Internet: the message and its receipt as bytes, and what a receipt proves.
 *
 * <p>Comes in: an interchange or a decrypted entity as {@link ca.portage.content.Content}. Goes
 * out: the bytes to sign and to send, the exact bytes that were signed, and a verdict on a receipt.
 * Signs and encrypts nothing itself. May import {@code mime}, {@code cms}, {@code content} and
 * {@code config}.
 */
package ca.portage.ediint;
