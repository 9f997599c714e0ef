/**
 * MIME entities as byte ranges: a strict writer, and a lenient reader that never rewrites a byte.
 *
 * <p>Comes in: a {@link ca.portage.content.Content} of any size. Goes out: headers, and views on
 * the very bytes that came in, so that a signature still fits them. May import {@code content}.
 */
package ca.portage.mime;
